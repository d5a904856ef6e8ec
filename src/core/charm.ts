import type {
  Hook,
  MaterializeFilesContext,
  PublishRelationContext,
  ValidateConfigContext,
} from './hooks.ts';
import type { Plugin } from './plugin.ts';
import { CharmError } from './problems/charm-error.ts';
import { Step } from './step.ts';
import type { Validators } from './validators/validator.ts';

/** The plugin registry: plugins, in the order of the list, and the three hooks that they tapped. */
export class Charm {
  readonly hooks = {
    validateConfig: new Step<ValidateConfigContext>('validateConfig'),
    materializeFiles: new Step<MaterializeFilesContext>('materializeFiles'),
    publishRelation: new Step<PublishRelationContext>('publishRelation'),
  };
  readonly validators: Validators;
  readonly #names = new Set<string>();

  /**
   * @param validators - what the config option `plugins` can turn on besides
   * @throws CharmError when a plugin has no name of its own, or breaks a rule of the hooks
   */
  constructor(plugins: readonly Plugin[], validators: Validators = {}) {
    this.validators = validators;
    for (const plugin of plugins) this.#use(plugin);
  }

  /** The names of the plugins, in the order in which they run. */
  get plugins(): readonly string[] {
    return [...this.#names];
  }

  #use(plugin: Plugin): void {
    const { name } = plugin;
    if (typeof plugin === 'function') {
      throw new CharmError(`${name} is the factory of a plugin: call it, as in ${name}()`);
    }
    if (name === '') throw new CharmError('a plugin has an empty name: give it one');
    if (this.#names.has(name)) {
      throw new CharmError(`two plugins are named ${name}: leave one out, or rename it`);
    }
    this.#names.add(name);
    plugin.apply({
      hooks: {
        validateConfig: underOwnName(this.hooks.validateConfig, name),
        materializeFiles: underOwnName(this.hooks.materializeFiles, name),
        publishRelation: underOwnName(this.hooks.publishRelation, name),
      },
    });
  }
}

/** Refuses a tap under another plugin's name, since problems are reported with it. */
export function underOwnName<Context>(hook: Hook<Context>, name: string): Hook<Context> {
  const check = (tapped: string) => {
    if (tapped === name) return;
    throw new CharmError(`plugin ${name} taps a hook as ${tapped}: use its own name`);
  };
  return {
    tap(plugin, fn) {
      check(plugin);
      hook.tap(plugin, fn);
    },
    tapPromise(plugin, fn) {
      check(plugin);
      hook.tapPromise(plugin, fn);
    },
  };
}
