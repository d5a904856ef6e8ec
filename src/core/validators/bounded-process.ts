import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, systemPath } from './isolation.ts';
import { ProcessFamily } from './process-family.ts';

/** What a process may use. */
export interface Bounds {
  readonly seconds: number;
  /** MiB of memory, with all that it has started: in its session, and in its process namespace if it has one. */
  readonly memory: number;
}

/** What a process was stopped for. */
type Excess = 'seconds' | 'memory' | 'answer';

/** What became of a process. */
export interface Outcome {
  /** One line, on file descriptor 3; undefined where there is none, or not all of one. */
  readonly answer: string | undefined;
  readonly excess: Excess | undefined;
  /** How it ended, in words. */
  readonly how: string;
  /** What it has printed, on stdout and on stderr. */
  readonly printed: readonly [Head, Head];
}

/** Bytes that are kept of what it prints, on stdout and stderr each, and of its answer. */
const most = { printed: 64 * 1024, answer: 8 * 1024 * 1024 };

/** Milliseconds between two looks at its memory, and for what is left in the pipes when all has ended. */
const pause = { look: 50, drain: 1000 };

/** CPU seconds of each process: what outlives a charm that was killed ends there. */
const limited = 'ulimit -c 0; ulimit -t 60; exec "$0" "$@"';

/**
 * Runs a process in a session of its own until it has answered, and then ends it and all that it has started. Nothing
 * that it prints or leaves behind is waited for, and what it prints is read to its end: it never waits for a full pipe.
 *
 * @param input - what it reads from stdin
 * @throws Error where no process can be started
 */
export async function runBounded(
  command: Command,
  input: string,
  bounds: Bounds,
): Promise<Outcome> {
  const mark = { BACKUP_INTEGRATOR_SITE_PLUGIN: crypto.randomUUID() };
  const child = spawn('/bin/sh', ['-c', limited, ...command], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
    cwd: '/',
    // None of the hook's variables, which lead to Juju's agent; nor a home.
    env: { PATH: systemPath, LANG: 'C.UTF-8', HOME: '/nonexistent', ...mark },
  });
  const closed = once(child, 'close');
  if (child.pid === undefined) await closed;
  const family = new ProcessFamily(child.pid ?? 0, Object.entries(mark).flat().join('='));
  const printed = [new Head(most.printed), new Head(most.printed)] as const;
  const answer = new Head(most.answer);

  // It may end before it has read all of it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [, stdout, stderr, answers] = child.stdio;
  readInto(printed[0], stdout);
  readInto(printed[1], stderr);
  const excess = await stopReason(child, family, bounds, (answered) => {
    readInto(answer, answers, () => {
      if (answer.isLine || answer.rest > 0) answered();
    });
  });
  family.end();
  await Promise.race([closed, sleep(pause.drain, undefined, { ref: false })]);
  for (const stream of child.stdio) stream?.destroy();
  child.unref();

  const signal = child.signalCode ?? signalOf(child.exitCode ?? 0);
  return {
    answer: answer.isLine ? answer.text : undefined,
    excess: answer.rest > 0 ? 'answer' : excess,
    how:
      signal === undefined ? `ended with exit code ${child.exitCode}` : `was killed by ${signal}`,
    printed,
  };
}

/** The signal that a shell means by the exit code with which it ends. */
function signalOf(exitCode: number): string | undefined {
  const names = Object.entries(constants.signals);
  return names.find(([, number]) => number + 128 === exitCode)?.[0];
}

/** Waits until the process has answered or ended, or has used too much. */
function stopReason(
  child: ChildProcess,
  family: ProcessFamily,
  { seconds, memory }: Bounds,
  listen: (answered: () => void) => void,
): Promise<Excess | undefined> {
  return new Promise((resolve) => {
    const stop = (excess?: Excess) => {
      clearTimeout(limit);
      clearInterval(watch);
      resolve(excess);
    };
    const limit = setTimeout(stop, seconds * 1000, 'seconds');
    const watch = setInterval(() => {
      if (family.memory() > memory * 1024) stop('memory');
    }, pause.look);
    child.once('exit', () => stop());
    listen(() => stop());
  });
}

function readInto(head: Head, stream: unknown, changed = () => {}): void {
  if (!isReadable(stream)) return;
  stream.on('error', () => {});
  stream.on('data', (bytes: Buffer) => {
    head.add(bytes);
    changed();
  });
}

function isReadable(stream: unknown): stream is Readable {
  return typeof stream === 'object' && stream !== null && 'on' in stream;
}

/** The first bytes of a stream; the rest is counted, and not kept. */
export class Head {
  readonly #most: number;
  readonly #parts: Buffer[] = [];
  #kept = 0;
  #all = 0;

  /** @param most - so many bytes are kept */
  constructor(most: number) {
    this.#most = most;
  }

  add(bytes: Buffer): void {
    const kept = bytes.subarray(0, this.#most - this.#kept);
    if (kept.length > 0) this.#parts.push(kept);
    this.#kept += kept.length;
    this.#all += bytes.length;
  }

  /** Bytes that were not kept. */
  get rest(): number {
    return this.#all - this.#kept;
  }

  /** Whether what came last ends a line. */
  get isLine(): boolean {
    return this.rest === 0 && this.#parts.at(-1)?.at(-1) === 0x0a;
  }

  get text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }
}
