import type { Plugin } from '../../../../core/hooks/plugin.ts';
import { Bench } from '../bench.ts';
import type { Event } from '../run-event.ts';
import { type PluginTrial, type Situation, situationsOf } from '../trial.ts';

/** The plugin that is judged, and how a rule gets at it. */
export class Subject {
  readonly name: string;
  /** Those in which all hooks have work. */
  readonly situations: readonly Situation[];
  readonly factory: () => Plugin;
  readonly #trial: PluginTrial;
  readonly #all: readonly Situation[];
  #events: Promise<readonly Event[]> | undefined;

  constructor(factory: () => Plugin, trial: PluginTrial) {
    this.name = factory().name;
    this.#all = situationsOf(trial);
    this.situations = this.#all.filter(({ relations }) => relations > 0);
    this.factory = factory;
    this.#trial = trial;
  }

  /** The event of each situation, run once for all rules that only look at it. */
  get events(): Promise<readonly Event[]> {
    this.#events ??= this.#runAll();
    return this.#events;
  }

  /** A test that does something with a new bench. */
  onBench(judge: (bench: Bench) => Promise<void>): () => Promise<void> {
    return async () => {
      using bench = new Bench(() => [this.factory()], this.#trial);
      await judge(bench);
    };
  }

  /** A test that holds for what the event of each situation has come to. */
  inEach(judge: (event: Event) => void | Promise<void>): () => Promise<void> {
    return async () => {
      for (const event of await this.events) await judge(event);
    };
  }

  async #runAll(): Promise<readonly Event[]> {
    using bench = new Bench(() => [this.factory()], this.#trial);
    const events: Event[] = [];
    for (const situation of this.#all) events.push(await bench.run(situation));
    return events;
  }
}
