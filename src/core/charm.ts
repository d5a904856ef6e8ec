import AsyncSeriesBailHook from 'tapable/lib/AsyncSeriesBailHook.js';
import AsyncSeriesHook from 'tapable/lib/AsyncSeriesHook.js';
import HookMap from 'tapable/lib/HookMap.js';
import type {
  ActionContext,
  ActionResults,
  CharmHooks,
  MaterializeFilesContext,
  PublishRelationContext,
  ValidateConfigContext,
} from './hooks/hooks.ts';
import type { Plugin } from './hooks/plugin.ts';
import { applyPlugin, guard, type HookCall } from './hooks/taps.ts';
import { CharmError } from './problems/charm-error.ts';
import type { KindInfo } from './problems/kind.ts';
import type { Validators } from './validators/validator.ts';

type RunAction = (call: HookCall<ActionContext>) => Promise<ActionResults | undefined>;

/** The plugin registry: plugins, in the order of the list, and the hooks that they tapped. */
export class Charm {
  readonly hooks: CharmHooks;
  readonly validators: Validators;
  /** Calls the hooks, for the dispatcher: `charm.call.validateConfig(…)`. */
  readonly call;
  readonly #plugins = new Map<string, Plugin>();
  readonly #actions = new Map<string, RunAction>();
  #applying: Plugin | undefined;

  /**
   * @param validators - what the config option `plugins` can turn on besides
   * @throws CharmError when a plugin has no name of its own, or breaks a rule of the hooks
   */
  constructor(plugins: readonly Plugin[], validators: Validators = {}) {
    this.validators = validators;
    const rules = { applying: () => this.#applying?.name, returns: false };
    this.hooks = {
      validateConfig: new AsyncSeriesHook<[ValidateConfigContext]>(['context'], 'validateConfig'),
      materializeFiles: new AsyncSeriesHook<[MaterializeFilesContext]>(
        ['context'],
        'materializeFiles',
      ),
      publishRelation: new AsyncSeriesHook<[PublishRelationContext]>(
        ['context'],
        'publishRelation',
      ),
      action: new HookMap((name: string) => this.#newAction(name), 'action'),
    };
    // It would put another hook in the place of the one that has the rules.
    this.hooks.action.intercept = () => {
      const who = this.#applying === undefined ? 'somebody' : `plugin ${this.#applying.name}`;
      throw new CharmError(`${who} intercepts all actions: intercept the hook of each`);
    };
    this.call = {
      validateConfig: guard(this.hooks.validateConfig, rules),
      materializeFiles: guard(this.hooks.materializeFiles, rules),
      publishRelation: guard(this.hooks.publishRelation, rules),
    };
    for (const plugin of plugins) this.#use(plugin);
  }

  /** The plugins, in the order in which they run. */
  get list(): readonly Plugin[] {
    return [...this.#plugins.values()];
  }

  /** The names of the plugins, in the order of the list. */
  get plugins(): readonly string[] {
    return [...this.#plugins.keys()];
  }

  /** The config options that the plugins read: what is published is made of them. Sorted. */
  get options(): readonly string[] {
    return [...new Set([...this.#plugins.values()].flatMap(({ options = [] }) => options))].sort();
  }

  /** The kinds of problem that the plugins report. */
  get problems(): readonly KindInfo[] {
    return [...new Set([...this.#plugins.values()].flatMap(({ problems = [] }) => problems))];
  }

  /** The names of the actions that plugins implement, each with what runs it. */
  get actions(): ReadonlyMap<string, RunAction> {
    return this.#actions;
  }

  #use(plugin: Plugin): void {
    const { name } = plugin;
    if (typeof plugin === 'function') {
      throw new CharmError(`${name} is the factory of a plugin: call it, as in ${name}()`);
    }
    if (name === '') throw new CharmError('a plugin has an empty name: give it one');
    if (this.#plugins.has(name)) {
      throw new CharmError(`two plugins are named ${name}: leave one out, or rename it`);
    }
    this.#plugins.set(name, plugin);
    const before = this.#taps;
    applyPlugin(plugin, { hooks: this.hooks }, (applying) => {
      this.#applying = applying;
    });
    if (this.#taps === before) throw new CharmError(`plugin ${name} taps no hook`);
    for (const action of plugin.actions ?? []) {
      if (this.hooks.action.get(action)?.taps.length === 1) continue;
      throw new CharmError(`plugin ${name} declares the action ${action} and does not tap it`);
    }
  }

  /** How many functions plugins have handed to hooks. */
  get #taps(): number {
    const { validateConfig, materializeFiles, publishRelation, action } = this.hooks;
    const actions = [...this.#actions.keys()].map((name) => action.for(name));
    const hooks = [validateConfig, materializeFiles, publishRelation, ...actions];
    const counts = hooks.map(({ taps, interceptors }) => taps.length + interceptors.length);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  #newAction(action: string) {
    const plugin = this.#applying;
    if (plugin?.actions?.includes(action) !== true) {
      const who = plugin === undefined ? 'somebody' : `plugin ${plugin.name}`;
      throw new CharmError(`${who} taps the action ${action} without declaring it in actions`);
    }
    const hook = new AsyncSeriesBailHook<[ActionContext], ActionResults>(
      ['context'],
      `action ${action}`,
    );
    this.#actions.set(action, guard(hook, { applying: () => this.#applying?.name, returns: true }));
    return hook;
  }
}
