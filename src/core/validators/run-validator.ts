import AsyncSeriesHook from 'tapable/lib/AsyncSeriesHook.js';
import { PluginError } from '../hooks/plugin.ts';
import { applyPlugin, guard } from '../hooks/taps.ts';
import { CharmError } from '../problems/charm-error.ts';
import { pluginFailed } from '../problems/core.ts';
import type { Finding } from '../problems/problem.ts';
import { PluginOptions } from './plugin-options.ts';
import type { ConfiguredPlugin } from './plugins-option.ts';
import type { Validator, ValidatorContext, ValidatorHooks } from './validator.ts';

/** What came of a factory: a validator, or findings that say why there is none. */
export type Made =
  | { readonly validator: Validator }
  | { readonly validator?: undefined; readonly findings: readonly Finding[] };

/**
 * Makes a validator and runs it. What is wrong with its options, or with the plugin itself, is reported as its findings are.
 *
 * @param where - names the place in the plugin's code that an error came from, where it is known
 */
export async function runValidator(
  plugin: ConfiguredPlugin,
  make: (options: PluginOptions) => Made,
  context: ValidatorContext,
  where: (cause: unknown) => string = () => '',
): Promise<void> {
  const { name } = plugin;
  const failed = (error: unknown, during: string) => {
    const failure = error instanceof CharmError ? error : new PluginError(name, during, error);
    context.report(pluginFailed(failure.message + where(failure.cause ?? failure)));
  };
  const options = new PluginOptions(plugin, plugin.options);
  const made = attempt(
    () => make(options),
    (error) => failed(error, 'its factory'),
  );
  if (made === undefined) return;
  const findings = made.validator === undefined ? made.findings : options.findings;
  for (const finding of findings) context.report(finding);
  if (made.validator === undefined || findings.length > 0) return;

  let applying: string | undefined;
  const hook = new AsyncSeriesHook<[ValidatorContext]>(['context'], 'validateConfig');
  const call = guard(hook, { applying: () => applying, returns: false });
  const { validator } = made;
  attempt(
    () => {
      applyPlugin(validator, { hooks: validateOnly(hook) }, (applied) => {
        applying = applied?.name;
      });
      if (hook.taps.length > 0) return;
      throw new CharmError(`plugin ${name} taps no hook, so it checks nothing`);
    },
    (error) => failed(error, 'apply'),
  );
  let isOver = false;
  await call({
    contextFor: (turn) => ({
      ...context,
      report(finding) {
        if (turn.use('report')) context.report(finding);
      },
    }),
    failed(error) {
      if (isOver) throw error;
      failed(error, 'validateConfig');
    },
  });
  isOver = true;
}

function attempt<T>(run: () => T, failed: (error: unknown) => void): T | undefined {
  try {
    return run();
  } catch (error) {
    failed(error);
    return undefined;
  }
}

/** The hooks as a validator has them. A plugin in plain JavaScript may reach for the others, and is told why there are none. */
function validateOnly(hook: ValidatorHooks['validateConfig']): ValidatorHooks {
  const refuse = (name: string): never => {
    throw new Error(`hooks.${name} is not for plugins from config, which can only validate`);
  };
  const hooks = {
    validateConfig: hook,
    get materializeFiles(): never {
      return refuse('materializeFiles');
    },
    get publishRelation(): never {
      return refuse('publishRelation');
    },
    get action(): never {
      return refuse('action');
    },
  };
  return hooks;
}
