import { describe, expect, it } from 'vitest';
import { refuseWrongTap } from '../../../src/core/hooks/refuse-wrong-tap.ts';
import type { Tap } from '../../../src/core/hooks/tapable.ts';
import { applying, ways } from '../trial/three-ways.ts';

/** What a plugin may do wrong when it taps, and the sentence that says so. */
const wrong: readonly (readonly [what: string, how: string, sentence: string])[] = [
  [
    'under the name of another',
    "hooks.validateConfig.tap('globs', () => {});",
    'plugin mine taps validateConfig as globs: use its own name',
  ],
  [
    'a second time at one stage',
    "hooks.validateConfig.tap('mine', () => {}); hooks.validateConfig.tapPromise('mine', async () => {});",
    'plugin mine taps validateConfig twice at one stage: do both in one function',
  ],
  [
    'with a callback',
    "hooks.validateConfig.tapAsync('mine', (context, done) => done());",
    "plugin mine uses validateConfig.tapAsync: use tapPromise, which can't forget to call back",
  ],
  ...['async () => {}', 'function* () {}', 'async function* () {}'].map(
    (fn) =>
      [
        `with ${fn}`,
        `hooks.validateConfig.tap('mine', ${fn});`,
        'plugin mine handed an async function or a generator to validateConfig.tap: use tapPromise',
      ] as const,
  ),
  [
    'at a stage between two',
    "hooks.validateConfig.tap({ name: 'mine', stage: 0.5 }, () => {});",
    'plugin mine taps validateConfig at stage 0.5: give a whole number',
  ],
  [
    'before a plugin that there is not',
    "hooks.validateConfig.tap({ name: 'mine', before: 'nobody' }, () => {});",
    'plugin mine taps validateConfig before nobody, which has not tapped that stage of it earlier in the list',
  ],
  [
    'before one of another stage',
    "hooks.validateConfig.tap('mine', () => {}); hooks.validateConfig.tap({ name: 'mine', stage: 5, before: ['mine'] }, () => {});",
    'plugin mine taps validateConfig before mine, which has not tapped that stage of it earlier in the list',
  ],
  [
    "with tapable's context",
    "hooks.validateConfig.tap({ name: 'mine', context: true }, () => {});",
    "plugin mine taps validateConfig with tapable's context: what plugins share is the draft",
  ],
  [
    'outside of apply',
    "hooks.validateConfig.tap('mine', () => hooks.validateConfig.tap({ name: 'mine', stage: 1 }, () => {}));",
    'plugin mine taps validateConfig outside of apply: tap it there',
  ],
];

describe.each(ways)('a plugin %s', (_, run) => {
  it.each(wrong)('is refused that taps %s', async (_, apply, sentence) => {
    expect(await run(applying(apply))).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('a tap', () => {
  const tap = (more: object): Tap => ({ type: 'sync', name: 'mine', fn: () => {}, ...more });
  const rules = { applying: () => 'mine', returns: false };

  it('may be at several stages, and before earlier ones of its own stage', () => {
    const earlier = [tap({ name: 'other' }), tap({ name: 'next', stage: 100 }), tap({})];
    for (const right of [
      { stage: 100 },
      { stage: -100 },
      { stage: 100, before: 'next' },
      { stage: 1, before: [] },
    ]) {
      expect(() => refuseWrongTap(tap(right), earlier, 'validateConfig', rules)).not.toThrow();
    }
  });

  it('may return a promise where it says so', () => {
    const promised = tap({ type: 'promise', fn: async () => {} });
    expect(() => refuseWrongTap(promised, [], 'validateConfig', rules)).not.toThrow();
  });

  it('names the plugin by its tap where nobody applies', () => {
    const nobody = { ...rules, applying: () => undefined };
    expect(() => refuseWrongTap(tap({}), [], 'validateConfig', nobody)).toThrow(
      'plugin mine taps validateConfig outside of apply',
    );
  });

  it('is the only one where it returns something', () => {
    const earlier = [tap({ name: 'other', stage: 5 })];
    const returning = { ...rules, returns: true };
    expect(() => refuseWrongTap(tap({}), earlier, 'action check', returning)).toThrow(
      "plugin mine taps action check, which is other's: the results of a second tap would be lost",
    );
    expect(() => refuseWrongTap(tap({}), [], 'action check', returning)).not.toThrow();
  });
});
