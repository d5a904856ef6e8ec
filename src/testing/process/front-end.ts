import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Exit, FrontEnd, HookRun } from '../run/front-end.ts';
import { Agent } from './agent.ts';

/** A charm's process while it runs. */
export interface RunningHook {
  readonly unit: string;
  readonly event: string;
  readonly pid: number;
  /** `kill -9` of the charm, and of all that it has started. */
  kill(): void;
}

/** Which unpacked charm is run, and what is told of its processes. */
export interface ProcessOptions {
  /** The folder of the unpacked charm, with its `dispatch`. */
  readonly charmDir: string;
  /** Called once the charm has been started. */
  readonly onStart?: (hook: RunningHook) => void;
  /** Called, and waited for, before the model answers a call of a hook tool. A hook that is killed here gets no answer, and its call has no effect. */
  readonly onCall?: (
    hook: RunningHook,
    argv: readonly [string, ...string[]],
    stdin: string,
  ) => void | Promise<void>;
}

const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Runs a charm's `dispatch` as Juju's agent does: one process for each event, in the charm's folder, with Juju's
 * variables and no others, and the hook tools on PATH. One variable is added: BACKUP_INTEGRATOR_ROOT, the folder that
 * stands for the machine's `/`.
 */
export function asProcesses(options: ProcessOptions): FrontEnd {
  const charmDir = path.resolve(options.charmDir);
  const agent = new Agent();
  return {
    charmDir,
    isParallel: true,
    run: (hook) => runProcess(agent, charmDir, options, hook),
    close: () => agent.close(),
  };
}

async function runProcess(
  agent: Agent,
  charmDir: string,
  { onStart, onCall }: ProcessOptions,
  { unit, event, environment, root, tools, context }: HookRun,
): Promise<Exit> {
  const folder = agent.toolFolder(context.split('/').join('-'), tools.present);
  let isKilled = false;
  let running: RunningHook | undefined;
  const failures: unknown[] = [];
  const close = await agent.open(context, async (argv, stdin) => {
    try {
      if (running !== undefined) await onCall?.(running, argv, stdin);
      if (isKilled) return undefined;
      const result = tools.run(argv, stdin);
      removeAllBut(tools.present, folder);
      return result;
    } catch (error) {
      // The model or the test is at fault, not the charm: the step that started this hook rejects with it.
      failures.push(error);
      return undefined;
    }
  });
  try {
    const child = spawn(path.join(charmDir, 'dispatch'), [], {
      cwd: charmDir,
      env: {
        ...environment,
        JUJU_AGENT_SOCKET_ADDRESS: agent.address,
        PATH: `${folder}:${systemPath}`,
        BACKUP_INTEGRATOR_ROOT: root,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that a kill reaches all of it.
      detached: true,
    });
    const { pid } = child;
    if (pid === undefined) {
      const [error] = await once(child, 'error');
      return { code: null, signal: null, stdout: '', stderr: `${error}\n` };
    }
    running = {
      unit,
      event,
      pid,
      kill() {
        isKilled = true;
        if (child.exitCode === null && child.signalCode === null) process.kill(-pid, 'SIGKILL');
      },
    };
    const ended = once(child, 'close');
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    onStart?.(running);
    await ended;
    const [stdout, stderr] = await output;
    for (const failure of failures) throw failure;
    return { code: child.exitCode, signal: child.signalCode, stdout, stderr };
  } finally {
    close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A tool that is missing from now on goes from PATH. */
function removeAllBut(present: readonly string[], folder: string): void {
  for (const tool of readdirSync(folder)) {
    if (!present.includes(tool)) rmSync(path.join(folder, tool));
  }
}
