import { HookToolError } from '../juju/hook-tools.ts';
import { CharmError } from '../problems/charm-error.ts';
import { callTaps } from './call-taps.ts';
import { interceptFor } from './intercept.ts';
import { ActionFailure, PluginError } from './plugin.ts';
import { refuseWrongTap } from './refuse-wrong-tap.ts';
import type { Hook, Tap, TapRules } from './tapable.ts';

/** A plugin's turn in one call of a hook. What it was given works until the turn is over. */
export interface Turn {
  readonly plugin: string;
  /** The stage of the tap. */
  readonly stage: number;
  /** Says that `what` was called. Fails the plugin, and returns false, once the turn is over. */
  use(what: string): boolean;
}

/** One call of a hook: what each plugin gets, and what becomes of one that fails. */
export interface HookCall<Context> {
  contextFor(turn: Turn): Context;
  /** Throws to stop the call. */
  failed(error: PluginError): void;
}

/**
 * Puts the charm's rules on a hook of tapable's. Each tapped function is wrapped once: it gets a context of its own, and
 * its plugin's name is in every failure. What tapable would swallow is refused, with the plugin's name and one sentence.
 *
 * Returns what calls the hook: the plugins one after the other, each after the one before has ended.
 */
export function guard<Context extends object, Result>(
  hook: Hook<Context, Result>,
  rules: TapRules,
): (call: HookCall<Context>) => Promise<Result | undefined> {
  const hookName = hook.name ?? '';
  const calls = new WeakMap<object, HookCall<Context>>();

  const begin = ({ name: plugin, stage = 0 }: Tap, context: Context) => {
    const call = calls.get(context);
    const fail = (error: unknown): undefined => {
      if (error instanceof HookToolError || error instanceof ActionFailure) throw error;
      const failure =
        error instanceof PluginError ? error : new PluginError(plugin, hookName, error);
      if (call === undefined) throw failure;
      call.failed(failure);
    };
    let isOver = false;
    const turn: Turn = {
      plugin,
      stage,
      use(what) {
        if (isOver) fail(new Error(`it called ${what} after its turn: await what it starts`));
        return !isOver;
      },
    };
    const end = () => {
      isOver = true;
    };
    // Called by hand, without the dispatcher, a hook passes on what it is given.
    return { given: call === undefined ? context : call.contextFor(turn), fail, end };
  };
  const checked = (returned: unknown) => {
    if (!rules.returns && returned !== undefined) throw new Error(unexpectedResult(returned));
    return returned;
  };

  Reflect.apply(hook.intercept, hook, [
    {
      name: 'charm',
      register(tap: Tap): Tap {
        refuseWrongTap(tap, hook.taps, hookName, rules);
        const sync = (context: Context) => {
          const { given, fail, end } = begin(tap, context);
          try {
            const returned: unknown = Reflect.apply(tap.fn, undefined, [given]);
            if (returned instanceof Promise) {
              returned.catch(() => {});
              throw new Error(promiseInTap(hookName));
            }
            return checked(returned);
          } catch (error) {
            return fail(error);
          } finally {
            end();
          }
        };
        const promised = async (context: Context) => {
          const { given, fail, end } = begin(tap, context);
          try {
            return checked(await Reflect.apply(tap.fn, undefined, [given]));
          } catch (error) {
            return fail(error);
          } finally {
            end();
          }
        };
        return { ...tap, fn: tap.type === 'sync' ? sync : promised };
      },
    },
  ]);
  let failures: PluginError[] | undefined;
  hook.intercept = interceptFor(hook, rules, (error) => {
    if (failures === undefined) throw error;
    failures.push(error);
  });

  return async (call) => {
    const context = call.contextFor(nobodysTurn);
    calls.set(context, call);
    const failed: PluginError[] = [];
    failures = failed;
    const result = await callTaps(hook, context).finally(() => {
      failures = undefined;
    });
    for (const error of failed) call.failed(error);
    return result ?? undefined;
  };
}

/**
 * Lets a plugin tap.
 *
 * @param applying - told which plugin's `apply` runs, and when none does any more
 * @throws CharmError for an `apply` that returns something: what it taps after an `await` would be too late
 */
export function applyPlugin<
  Context,
  Applied extends { readonly name: string; apply(charm: Context): unknown },
>(plugin: Applied, charm: Context, applying: (plugin: Applied | undefined) => void): void {
  applying(plugin);
  try {
    const returned = plugin.apply(charm);
    if (returned instanceof Promise) {
      returned.catch(() => {});
      throw new CharmError(
        `apply of plugin ${plugin.name} returned a promise: what it taps later is too late`,
      );
    }
    if (returned !== undefined) {
      throw new CharmError(`apply of plugin ${plugin.name} returned something: it only taps`);
    }
  } finally {
    applying(undefined);
  }
}

/** An interceptor sees a context as taps do, but it has no turn in which it could use it. */
const nobodysTurn: Turn = {
  plugin: '',
  stage: Number.NEGATIVE_INFINITY,
  use(what) {
    throw new CharmError(`an interceptor called ${what}, which is for taps`);
  },
};

function promiseInTap(hook: string): string {
  return `it returned a promise from ${hook}.tap, whose rejection would be lost: use tapPromise`;
}

function unexpectedResult(result: unknown): string {
  return `it returned ${nameOf(result)}, which nobody reads: report findings instead`;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
