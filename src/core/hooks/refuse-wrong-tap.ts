import { CharmError } from '../problems/charm-error.ts';
import type { Tap, TapRules } from './tapable.ts';

/**
 * @param taps - those of the hook so far
 * @throws CharmError for a tap that tapable would misplace, lose the failure of, or call under a wrong name
 */
export function refuseWrongTap(
  tap: Tap,
  taps: readonly Tap[],
  hook: string,
  rules: TapRules,
): void {
  const applying = rules.applying();
  const { name, type, fn, stage = 0, before } = tap;
  const refuse = (what: string): never => {
    throw new CharmError(`plugin ${applying ?? name} ${what}`);
  };
  if (applying === undefined) refuse(`taps ${hook} outside of apply: tap it there`);
  if (name !== applying) refuse(`taps ${hook} as ${name}: use its own name`);
  const [first] = taps;
  if (rules.returns && first !== undefined) {
    refuse(`taps ${hook}, which is ${first.name}'s: the results of a second tap would be lost`);
  }
  if (type === 'async')
    refuse(`uses ${hook}.tapAsync: use tapPromise, which can't forget to call back`);
  if (type === 'sync' && /Async|Generator/.test(fn.constructor.name)) {
    refuse(`handed an async function or a generator to ${hook}.tap: use tapPromise`);
  }
  if (Reflect.get(tap, 'context') === true) {
    refuse(`taps ${hook} with tapable's context: what plugins share is the draft`);
  }
  if (!Number.isSafeInteger(stage)) refuse(`taps ${hook} at stage ${stage}: give a whole number`);
  if (taps.some((tap) => tap.name === name && (tap.stage ?? 0) === stage)) {
    refuse(`taps ${hook} twice at one stage: do both in one function`);
  }
  for (const other of before === undefined ? [] : [before].flat()) {
    if (taps.some((tap) => tap.name === other && (tap.stage ?? 0) === stage)) continue;
    refuse(
      `taps ${hook} before ${other}, which has not tapped that stage of it earlier in the list`,
    );
  }
}
