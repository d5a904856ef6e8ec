import { asProcesses, Deployment, type FrontEnd, inProcess } from '../../../src/testing/index.ts';
import { charm, metadata } from '../../support/standard.ts';
import { type Runtime, runtimes } from './runtimes.ts';
import type { TracedCharm } from './traced.ts';

type HookRun = Parameters<FrontEnd['run']>[0];

/** How the events are run that are not the one under trial: in this process, as they only set the stage. */
export class Stage implements AsyncDisposable {
  static readonly unit = 'backup-integrator/0';
  readonly deployment: Deployment;
  /** The hook that runs as a process of its own, once it is set. */
  tried: { readonly event: string; readonly how: 'traced' | 'plain' } | undefined;
  /** Done with the unit's disk before that hook. */
  beforeTried: ((root: string) => void) | undefined;
  #root = '';
  readonly #frontEnds: { readonly [How in 'prepared' | 'traced' | 'plain']: FrontEnd };

  constructor(runtime: Runtime, traced: TracedCharm) {
    this.#frontEnds = {
      prepared: inProcess(charm),
      traced: asProcesses({ charmDir: traced.folder }),
      plain: asProcesses({ charmDir: runtimes[runtime] }),
    };
    const { prepared } = this.#frontEnds;
    this.deployment = new Deployment({
      metadata,
      frontEnd: { ...prepared, run: (hook) => this.#run(hook), close: () => this.#close() },
    });
  }

  /** The folder that stands for the machine's `/`; empty before the first hook. */
  get root(): string {
    return this.#root;
  }

  #run(hook: HookRun) {
    this.#root = hook.root;
    const how = this.tried?.event === hook.event ? this.tried.how : 'prepared';
    if (how !== 'prepared') this.beforeTried?.(hook.root);
    return this.#frontEnds[how].run(hook);
  }

  async #close(): Promise<void> {
    for (const each of Object.values(this.#frontEnds)) await each.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.deployment.close();
  }
}
