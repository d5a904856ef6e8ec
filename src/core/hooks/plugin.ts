import { CharmError, reasonOf } from '../problems/charm-error.ts';
import type { KindInfo } from '../problems/kind.ts';
import type { CharmHooks } from './hooks.ts';

/** One concern of the charm, as in tapable's own ecosystem. A factory makes it, and takes its options. */
export interface Plugin<Name extends string = string> {
  /** Unique in the plugin list; problems and failures are reported with it. */
  readonly name: Name;
  /** The config options that it reads. The leader's word and the reference pages are made from these lists. */
  readonly options?: readonly string[];
  /** The kinds of problem that it reports. */
  readonly problems?: readonly KindInfo[];
  /** The names of the actions that it implements. */
  readonly actions?: readonly string[];
  /** Taps the hooks that it needs, once, at start. */
  apply(charm: { readonly hooks: CharmHooks }): void;
  /** Every function has a name and an `apply` of its own: this keeps out a factory that was not called. */
  readonly call?: never;
}

/** A plugin that failed, or broke a rule of the hooks. */
export class PluginError extends CharmError {
  override readonly name = 'PluginError';
  readonly plugin: string;

  /** @param where - what the plugin was doing, as in `validateConfig` */
  constructor(plugin: string, where: string, cause: unknown) {
    super(`plugin ${plugin} failed in ${where}: ${reasonOf(cause)}`, { cause });
    this.plugin = plugin;
  }
}

/** An action that a plugin ended as failed, in words for whoever ran it. */
export class ActionFailure extends CharmError {
  override readonly name = 'ActionFailure';
  readonly results: Readonly<Record<string, unknown>>;

  constructor(reason: string, results: Readonly<Record<string, unknown>> = {}) {
    super(reason);
    this.results = results;
  }
}
