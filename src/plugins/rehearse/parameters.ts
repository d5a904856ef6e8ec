import { quote } from '../../core/problems/quote.ts';
import { scriptOptions } from '../../core/spec/spec.ts';

type Given = Readonly<Record<string, unknown>>;
type Refuse = (reason: string) => never;

/** Seconds that a script may take. */
export const limitOfSeconds = { default: 600, most: 86_400 } as const;

/**
 * The parameter `seconds`. Juju has held it against the schema in charmcraft.yaml already, which is not relied on.
 *
 * @param refuse - told what is wrong, and what to do
 */
export function readSeconds({ seconds = limitOfSeconds.default }: Given, refuse: Refuse): number {
  const { most } = limitOfSeconds;
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 1 && seconds <= most) {
    return seconds;
  }
  return refuse(
    `parameter seconds is ${shown(seconds)}, and has to be a whole number from 1 to ${most}; give such a number without --string-args`,
  );
}

/** The parameter `name`: the config option of a script. */
export function readName({ name }: Given, refuse: Refuse): string {
  const known = scriptOptions.find((option) => option === name);
  const all = scriptOptions.join(', ');
  if (known !== undefined) return known;
  if (name === undefined) return refuse(`parameter name is not given; give it one of ${all}`);
  return refuse(`parameter name is ${shown(name)}, which is no script; give it one of ${all}`);
}

/** Refuses what has another name. */
export function refuseOthers(given: Given, known: readonly string[], refuse: Refuse): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  refuse(`there is no parameter ${quote(unknown)}; use ${known.join(' or ')}`);
}

function shown(value: unknown): string {
  return quote(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
}
