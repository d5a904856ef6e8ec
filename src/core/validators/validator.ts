import type { Hook, ValidateConfigContext } from '../hooks.ts';
import type { Draft } from '../spec/draft.ts';
import type { PluginOptions } from './plugin-options.ts';

/** As {@link ValidateConfigContext}, for this unit alone, and with a draft that is frozen, all the way down. */
export interface ValidatorContext
  extends Omit<ValidateConfigContext, 'draft' | 'relations' | 'unit' | 'contributions'> {
  readonly draft: Readonly<Draft>;
}

/**
 * A plugin that only validates: the one kind that config can turn on. What is published stays the decision of the charm's
 * own list of plugins, so that no edit of an option can change it. It fits into that list too.
 */
export interface Validator {
  /** For a plugin of the resource `site-plugins`, the name under which it is exported. */
  readonly name: string;
  /** Taps the hook, once. */
  readonly apply: (charm: {
    readonly hooks: { readonly validateConfig: Hook<ValidatorContext> };
  }) => undefined;
  /** As in `Plugin`: keeps out a factory that was not called. */
  readonly call?: never;
}

/** Makes a validator of the options that the config option `plugins` gives to it. */
export type ValidatorFactory = (options: PluginOptions) => Validator;

/** The validators that the config option `plugins` can turn on, by name. Each is loaded only then. */
export type Validators = Readonly<Record<string, () => Promise<ValidatorFactory>>>;

/** The draft as validators see it. */
export function frozen({ entries, scripts }: Readonly<Draft>): Readonly<Draft> {
  return Object.freeze({
    entries: Object.freeze(
      entries.map((entry) => Object.freeze({ ...entry, paths: Object.freeze([...entry.paths]) })),
    ),
    scripts: Object.freeze(scripts.map((script) => Object.freeze({ ...script }))),
  });
}
