import type { Hook } from './tapable.ts';

/**
 * Calls a hook of `guard`, as `hook.promise` does. That one writes a function of its own and compiles it, for
 * calls without number. A hook of the charm's is called once in a process, where that costs more than the calls; only what
 * plugins intercept still takes that way.
 */
export async function callTaps<Context, Result>(
  hook: Hook<Context, Result>,
  context: Context,
): Promise<Result | undefined> {
  // The first is the charm's own, which registers only.
  if (hook.interceptors.length > 1) return (await hook.promise(context)) ?? undefined;
  for (const { type, fn } of hook.taps) {
    const returned = Reflect.apply(fn, undefined, [context]);
    const result = type === 'promise' ? await returned : returned;
    if (result !== undefined) return result;
  }
  return undefined;
}
