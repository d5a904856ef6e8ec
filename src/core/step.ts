import { AsyncSeriesHook } from 'tapable';
import type { Hook } from './hooks.ts';
import { HookToolError } from './juju/hook-tools.ts';
import { PluginError } from './plugin.ts';
import { CharmError } from './problems/charm-error.ts';

/** What one run of a step hands to its plugins. */
export interface StepRun<Context> {
  contextFor(plugin: string): Context;
  /** Called for each plugin that failed; throws to stop the step. */
  failed(error: PluginError): void;
}

/** A hook with the charm's rules on top of tapable's: no async function in `tap`, and every failure carries its plugin. */
export class Step<Context> implements Hook<Context> {
  readonly #name: string;
  readonly #hook = new AsyncSeriesHook<[StepRun<Context>]>(['run']);

  constructor(name: string) {
    this.#name = name;
  }

  tap(plugin: string, fn: (context: Context) => undefined): void {
    if (fn.constructor.name === 'AsyncFunction') throw this.#asyncInTap(plugin);
    this.#hook.tap(plugin, (run) => {
      try {
        const result: unknown = fn(run.contextFor(plugin));
        if (result instanceof Promise) {
          result.catch(() => {});
          throw this.#asyncInTap(plugin);
        }
      } catch (error) {
        this.#fail(plugin, run, error);
      }
    });
  }

  tapPromise(plugin: string, fn: (context: Context) => Promise<void>): void {
    this.#hook.tapPromise(plugin, async (run) => {
      try {
        await fn(run.contextFor(plugin));
      } catch (error) {
        this.#fail(plugin, run, error);
      }
    });
  }

  /** Calls the plugins one after the other, in the order of the plugin list. */
  async call(run: StepRun<Context>): Promise<void> {
    await this.#hook.promise(run);
  }

  #fail(plugin: string, run: StepRun<Context>, error: unknown): void {
    if (error instanceof HookToolError) throw error;
    run.failed(new PluginError(plugin, this.#name, error));
  }

  #asyncInTap(plugin: string): CharmError {
    return new CharmError(
      `plugin ${plugin} handed an async function to ${this.#name}.tap, which would lose its rejection: use tapPromise`,
    );
  }
}
