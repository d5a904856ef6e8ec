import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CharmError } from '../problems/charm-error.ts';
import { oneLine } from '../problems/quote.ts';
import { perl } from './perl.ts';
import { supervisor } from './supervisor.ts';
import { Tail } from './tail.ts';

/**
 * How a script ended.
 *
 * - `exited`, `killed`: by itself, or by a signal (`SIGKILL`) that is not the limit's
 * - `over-limit`: at the limit, with all that it had started
 * - `held`: it had ended by itself; what it had started could still write into its output, and was ended at the limit
 * - `not-started`: in the words of the system
 */
export type ScriptEnd =
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'over-limit' }
  | { readonly kind: 'held' }
  | { readonly kind: 'not-started'; readonly reason: string };

/** One run of a script. */
export interface ScriptRun {
  readonly end: ScriptEnd;
  /** Until nothing could write into its output any more. */
  readonly seconds: number;
  /** The last 8 KiB of what it wrote to stdout, line by line; the first line says where more was left out. */
  readonly output: readonly string[];
  /** The same of stderr. */
  readonly errorOutput: readonly string[];
}

/** How a script is run. */
export interface RunBounds {
  /** After so many seconds it is ended, with all that it has started. */
  readonly seconds: number;
  /** Texts that are not shown in its output. */
  readonly hidden: readonly string[];
  /** Told every ten seconds how many have passed. */
  readonly progress?: (seconds: number) => void;
  /** Seconds between two reports of progress. */
  readonly every?: number;
  /** Seconds that what is ended has to end by itself. */
  readonly grace?: number;
}

/** Bytes that are shown of what it writes to stdout, and of stderr. */
export const mostOutput = 8 * 1024;

/** Bytes of the supervisor's own words that are read. */
const mostAnswer = 4096;

/** Milliseconds for what is left in the pipes when all has ended. */
const drain = 5000;

/**
 * What the service manager gives a file daemon, and so the script. The variable tells a wrapper that this is no backup, and
 * is taken away by it.
 */
const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  BACKUP_INTEGRATOR_REHEARSAL: '1',
};

/**
 * Runs a script as Bacula's file daemon does: no shell, a service's environment, `/` as working folder, umask 022, nothing
 * on stdin. Whatever holds its output is waited for, as a job does, but not past the limit. What else it leaves behind, a
 * service for instance, goes on.
 *
 * @param file - absolute path
 * @throws CharmError where what runs it can't be started, or does not say what has become of it
 */
export async function runScript(file: string, bounds: RunBounds): Promise<ScriptRun> {
  const { seconds, hidden, progress = () => {}, every = 10, grace = 5 } = bounds;
  const begin = performance.now();
  const passed = () => (performance.now() - begin) / 1000;
  const child = spawn(perl, ['-e', supervisor, String(seconds), String(grace), file], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    cwd: '/',
    env: environment,
    detached: true,
  });
  const closed = once(child, 'close').catch((error) => {
    throw new CharmError(`${perl} can't be started: ${error.message}`);
  });
  const [stdin, stdout, stderr, answers] = child.stdio;
  const [output, errorOutput] = [new Tail(mostOutput, hidden), new Tail(mostOutput, hidden)];
  const answer = new Tail(mostAnswer, []);
  // Open until all is over: the supervisor sees by it that the charm is there.
  stdin?.on('error', () => {});
  const read = Promise.all([
    readInto(output, stdout),
    readInto(errorOutput, stderr),
    readInto(answer, answers),
  ]);
  const timer = setInterval(() => {
    try {
      progress(passed());
    } catch {
      // Nobody can be told: that ends no script.
    }
  }, every * 1000);
  await closed.finally(() => clearInterval(timer));
  // Bun's `close` does not wait for descriptor 3. A process that can't be ended may hold the others.
  await Promise.race([read, sleep(drain, undefined, { ref: false })]);
  for (const stream of child.stdio) stream?.destroy();
  return {
    end: endOf(answer.lines),
    seconds: passed(),
    output: output.lines,
    errorOutput: errorOutput.lines,
  };
}

/** @param said - the supervisor's lines */
function endOf(said: readonly string[]): ScriptEnd {
  const isOverLimit = said.includes('over-limit');
  for (const line of said) {
    const [, word, rest = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (word === 'not-started') return { kind: 'not-started', reason: oneLine(rest) };
    if (word !== 'exited' && word !== 'killed') continue;
    if (isOverLimit) return { kind: 'held' };
    return word === 'exited'
      ? { kind: 'exited', exitCode: Number(rest) }
      : { kind: 'killed', signal: signalName(Number(rest)) };
  }
  if (isOverLimit) return { kind: 'over-limit' };
  throw new CharmError('what runs the script has ended without a word of it');
}

function signalName(number: number): string {
  const names = Object.entries(constants.signals);
  return names.find(([, each]) => each === number)?.[0] ?? `signal ${number}`;
}

/** Resolves when all is read. */
async function readInto(tail: Tail, stream: unknown): Promise<void> {
  if (!isReadable(stream)) return;
  stream.on('data', (bytes: Buffer) => tail.add(bytes));
  await finished(stream, { writable: false }).catch(() => {});
}

function isReadable(stream: unknown): stream is Readable {
  return typeof stream === 'object' && stream !== null && 'on' in stream;
}
