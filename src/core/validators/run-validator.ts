import { underOwnName } from '../charm.ts';
import { PluginError } from '../plugin.ts';
import { pluginFailed } from '../problems/plugin.ts';
import type { Finding } from '../problems/problem.ts';
import { Step } from '../step.ts';
import { PluginOptions } from './plugin-options.ts';
import type { ConfiguredPlugin } from './plugins-option.ts';
import type { Validator, ValidatorContext } from './validator.ts';

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
  const failed = (error: PluginError) => {
    context.report(pluginFailed(error.message + where(error.cause)));
  };
  const options = new PluginOptions(plugin, plugin.options);
  const step = new Step<ValidatorContext>('validateConfig');
  try {
    const made = make(options);
    const findings = made.validator === undefined ? made.findings : options.findings;
    for (const finding of findings) context.report(finding);
    if (made.validator === undefined || findings.length > 0) return;
    made.validator.apply({ hooks: validateOnly(step, plugin.name) });
  } catch (error) {
    failed(new PluginError(plugin.name, 'apply', error));
  }
  await step.call({ contextFor: () => context, failed });
}

/** The hooks as a validator has them. A plugin in plain JavaScript may reach for the others, and is told why there are none. */
function validateOnly(step: Step<ValidatorContext>, name: string) {
  const refuse = (hook: string): never => {
    throw new Error(`hooks.${hook} is not for plugins from config, which can only validate`);
  };
  return {
    validateConfig: underOwnName(step, name),
    get materializeFiles(): never {
      return refuse('materializeFiles');
    },
    get publishRelation(): never {
      return refuse('publishRelation');
    },
  };
}
