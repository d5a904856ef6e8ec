import type { ToolCalls } from './tool-calls.ts';

/** One run of the charm, for one event on one unit. */
export interface HookRun {
  readonly unit: string;
  /** The hook's or action's name. */
  readonly event: string;
  /** JUJU_CONTEXT_ID: by it a hook tool says which hook it belongs to. */
  readonly context: string;
  /** Juju's environment variables, but for those that only a real process needs. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder that stands for the machine's `/`. */
  readonly root: string;
  readonly tools: ToolCalls;
}

/** How a run ended. `code` is null where a signal ended it, or it never started. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the model runs a charm. */
export interface FrontEnd {
  /** Where the charm is unpacked, as its environment says. */
  readonly charmDir: string;
  /** Whether machines run their hooks at the same time. One machine never runs two. */
  readonly isParallel: boolean;
  run(hook: HookRun): Promise<Exit>;
  /** Lets go of what the front end holds, when the deployment ends. */
  close(): Promise<void>;
}
