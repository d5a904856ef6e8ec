import fc from 'fast-check';
import { AsyncSeriesBailHook } from 'tapable';
import { describe, expect, it } from 'vitest';
import { callTaps } from '../../../src/core/hooks/call-taps.ts';
import type { Hook } from '../../../src/core/hooks/tapable.ts';

type Called = Hook<{ readonly calls: string[] }, number>;

const tap = fc.record({
  isPromised: fc.boolean(),
  stage: fc.integer({ min: -2, max: 2 }),
  end: fc.constantFrom('nothing', 'nothing', 'nothing', 'a result', 'a failure'),
});

/** A hook with the taps, as the charm makes it: its own interceptor is there, and only registers. */
function hookWith(taps: readonly (typeof tap extends fc.Arbitrary<infer Tap> ? Tap : never)[]) {
  const hook: Called = new AsyncSeriesBailHook<[{ readonly calls: string[] }], number>(['context']);
  hook.intercept({ register: (given) => given });
  for (const [place, { isPromised, stage, end }] of taps.entries()) {
    const name = `tap ${place}`;
    const run = ({ calls }: { readonly calls: string[] }): number | undefined => {
      calls.push(name);
      if (end === 'a failure') throw new Error(name);
      return end === 'a result' ? place : undefined;
    };
    if (isPromised)
      Reflect.apply(hook.tapPromise, hook, [
        { name, stage },
        async (given: { calls: string[] }) => run(given),
      ]);
    else Reflect.apply(hook.tap, hook, [{ name, stage }, run]);
  }
  return hook;
}

async function outcome(call: (context: { readonly calls: string[] }) => Promise<unknown>) {
  const calls: string[] = [];
  const result = await call({ calls }).catch((error: unknown) => String(error));
  return { calls, result };
}

describe('callTaps', () => {
  it('does what hook.promise does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tap, { maxLength: 6 }), async (taps) => {
        const hook = hookWith(taps);
        const ours = await outcome((context) => callTaps(hook, context));
        expect(ours).toEqual(await outcome((context) => hook.promise(context)));
      }),
    );
  });

  it('tells interceptors of the call', async () => {
    const hook = hookWith([{ isPromised: false, stage: 0, end: 'nothing' }]);
    const heard: string[] = [];
    hook.intercept({
      tap: ({ name }) => void heard.push(name),
      done: () => void heard.push('done'),
    });
    await outcome((context) => callTaps(hook, context));
    expect(heard).toEqual(['tap 0', 'done']);
  });
});
