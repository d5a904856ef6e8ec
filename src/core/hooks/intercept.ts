import { CharmError } from '../problems/charm-error.ts';
import { PluginError } from './plugin.ts';
import type { Hook, Interceptor, TapRules } from './tapable.ts';

/**
 * `hook.intercept` for plugins: all but `register`, and a failure carries the plugin's name.
 *
 * @param failed - takes a failure: tapable lets a call that an interceptor throws in never end
 */
export function interceptFor<Context, Result>(
  hook: Hook<Context, Result>,
  { applying }: TapRules,
  failed: (error: PluginError) => void,
) {
  const { intercept, name = '' } = hook;
  return (interceptor: Interceptor): void => {
    const plugin = applying();
    if (plugin === undefined) {
      throw new CharmError(`hooks.${name}.intercept was called outside of a plugin's apply`);
    }
    if (interceptor.register !== undefined) {
      throw new CharmError(
        `plugin ${plugin} intercepts ${name} with register, which is the charm's own`,
      );
    }
    const named = Object.entries(interceptor).map(([event, listen]) => [
      event,
      typeof listen === 'function'
        ? attributed(listen, plugin, `an interceptor of ${name}`, failed)
        : listen,
    ]);
    Reflect.apply(intercept, hook, [Object.fromEntries(named)]);
  };
}

function attributed(
  listen: Interceptor['done'] & {},
  plugin: string,
  where: string,
  failed: (error: PluginError) => void,
) {
  return (...args: []) => {
    try {
      listen(...args);
    } catch (error) {
      failed(error instanceof PluginError ? error : new PluginError(plugin, where, error));
    }
  };
}
