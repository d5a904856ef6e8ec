import type { Hooks } from './hooks.ts';
import { CharmError } from './problems/charm-error.ts';

/** One concern of the charm, as in tapable's own ecosystem. A factory makes it, and takes its options. */
export interface Plugin {
  /** Unique in the plugin list; problems and failures are reported with it. */
  readonly name: string;
  /** Taps the hooks that it needs, once, at start. */
  apply(charm: { readonly hooks: Hooks }): undefined;
  /** Every function has a name and an `apply` of its own: this keeps out a factory that was not called. */
  readonly call?: never;
}

/** A plugin that threw or rejected. */
export class PluginError extends CharmError {
  override readonly name = 'PluginError';
  readonly plugin: string;

  constructor(plugin: string, step: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`plugin ${plugin} failed in ${step}: ${reason}`, { cause });
    this.plugin = plugin;
  }
}
