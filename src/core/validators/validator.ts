import type { AsyncSeriesHook } from 'tapable';
import type { ValidateConfigContext } from '../hooks/hooks.ts';
import type { KindInfo } from '../problems/kind.ts';
import type { FrozenDraft } from '../spec/draft.ts';
import type { PluginOptions } from './plugin-options.ts';

/** What a validator judges: this unit's config and disk, and a draft that is frozen, all the way down. */
export interface ValidatorContext
  extends Pick<ValidateConfigContext, 'config' | 'disk' | 'managedFolder' | 'report'> {
  readonly draft: FrozenDraft;
}

/** The one hook that a validator can tap. */
export interface ValidatorHooks {
  /** With what a validator has use for: so that one fits into the plugin list, where taps are given more. */
  readonly validateConfig: Pick<
    AsyncSeriesHook<[ValidatorContext]>,
    'intercept' | 'name' | 'tap' | 'tapPromise'
  >;
}

/**
 * A plugin that only judges: the one kind that config can turn on. What is published stays the decision of the charm's
 * own list of plugins, so that no edit of an option can change it. It fits into that list too.
 */
export interface Validator<Name extends string = string> {
  /** For a plugin of the resource `site-plugins`, the name under which it is exported. */
  readonly name: Name;
  /** The kinds of problem that it reports. */
  readonly problems?: readonly KindInfo[];
  /** Taps the hook, once. */
  readonly apply: (charm: { readonly hooks: ValidatorHooks }) => void;
  /** As in `Plugin`: keeps out a factory that was not called. */
  readonly call?: never;
}

/** Makes a validator of the options that the config option `plugins` gives to it. */
export type ValidatorFactory = (options: PluginOptions) => Validator;

/** The validators that the config option `plugins` can turn on, by name. Each is loaded only then. */
export type Validators = Readonly<Record<string, () => Promise<ValidatorFactory>>>;
