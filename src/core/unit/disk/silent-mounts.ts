import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isRemote, type Mount } from './mounts.ts';

/** Seconds that a mount has for an answer, and that all mounts of an event have together. */
export const patience = { one: 2, all: 6 } as const;

/** Paths of which it is kept where they lead. */
const mostResolved = 10_000;

/** Where the kernel makes everything up, and an automount point for binfmt_misc is on every machine: nothing to wait for. */
const made = /^\/(?:proc|sys)(?:\/|$)/;

/** As in Linux: more links than that in one path are taken for a circle. */
const mostLinks = 40;

/**
 * The shell does not wait for a `stat` that hangs: the kernel may not let it end. `-f`, as the kernel may still know what
 * the folder was. The first looks come soon, as most mounts answer at once.
 */
const script = `stat -f -- "$0" >/dev/null 2>&1 &
for pause in 0.01 0.02 0.05 0.1 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2; do
  sleep "$pause"
  kill -0 $! 2>/dev/null || exit 0
done
kill -9 $!
exit 1`;

/** Whether a mount answers, asked in a child process: whoever asks a dead one may hang for good. */
export function answers(point: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', script, point], {
    stdio: 'ignore',
    cwd: '/',
    timeout: patience.one * 2 * 1000,
    killSignal: 'SIGKILL',
  });
  return status === 0;
}

/**
 * The mounts of this machine that another machine or another process answers for. Before the first look at what is in
 * one of them it is asked whether it answers, once for one event; one that does not is not touched. It costs nothing
 * where there is no such mount.
 */
export class SilentMounts {
  readonly #root: string;
  readonly #points: ReadonlySet<string>;
  readonly #automounts: ReadonlySet<string>;
  readonly #answers: (point: string) => boolean;
  readonly #asked = new Map<string, boolean>();
  readonly #resolved = new Map<string, string>();
  #left: number = patience.all;

  /** @param root - what the points of the mounts are resolved against */
  constructor(root: string, mounts: readonly Mount[], ask: (point: string) => boolean = answers) {
    this.#root = root;
    const remote = new Map(
      mounts
        .filter((mount) => isRemote(mount) && !made.test(mount.point))
        .map((mount) => [mount.point, mount.type]),
    );
    this.#points = new Set(remote.keys());
    // Of two mounts on one point the later one counts: an automount that has mounted something is over.
    this.#automounts = new Set(
      [...remote.keys()].filter((point) => remote.get(point) === 'autofs'),
    );
    this.#answers = ask;
  }

  /** Whether the way to a path leads into a mount that does not answer. */
  hide(file: string, isFollowed: boolean): boolean {
    if (this.#points.size === 0) return false;
    if (isFollowed || /\/(?:\.\.?)?$/.test(file)) return this.#resolve(file, 0) === undefined;
    const cut = file.lastIndexOf('/');
    const folder = this.#resolve(file.slice(0, cut), 0);
    return folder === undefined || this.#enter(folder, file.slice(cut + 1)) === undefined;
  }

  /** The path without links; undefined where it leads into a mount that does not answer. */
  #resolve(file: string, links: number): string | undefined {
    if (file === '/' || file === '') return '/';
    const known = this.#resolved.get(file);
    if (known !== undefined) return known;
    const cut = file.lastIndexOf('/');
    const name = file.slice(cut + 1);
    const folder = this.#resolve(file.slice(0, cut), links);
    if (folder === undefined || name === '' || name === '.') return folder;
    if (name === '..') return path.dirname(folder);
    const at = this.#enter(folder, name);
    if (at === undefined) return undefined;
    const target = links > mostLinks ? undefined : readlink(this.#real(at));
    const base = target?.startsWith('/') ? '' : `${folder}/`;
    const real = target === undefined ? at : this.#resolve(`${base}${target}`, links + 1);
    if (real !== undefined) this.#keep(file, real);
    return real;
  }

  /** The path of what is in a folder; undefined where that is a mount that does not answer. */
  #enter(folder: string, name: string): string | undefined {
    const at = folder === '/' ? `/${name}` : `${folder}/${name}`;
    const isAsked = this.#automounts.has(folder) || this.#points.has(at);
    return name !== '' && isAsked && this.#isSilent(at) ? undefined : at;
  }

  /** Most paths of an event have their folders in common. */
  #keep(file: string, real: string): void {
    if (this.#resolved.size >= mostResolved) this.#resolved.clear();
    this.#resolved.set(file, real);
  }

  /** Whoever looks at what is below an automount point has it mounted, which may hang as well. */
  #isSilent(point: string): boolean {
    const known = this.#asked.get(point);
    if (known !== undefined) return !known;
    const began = performance.now();
    const answer = this.#left > 0 && this.#answers(this.#real(point));
    // What many dead mounts take together is bounded as well; those that are not asked count as silent.
    if (!answer) this.#left -= Math.max((performance.now() - began) / 1000, 0);
    this.#asked.set(point, answer);
    return !answer;
  }

  #real(file: string): string {
    return this.#root === '/' ? file : path.join(this.#root, file);
  }
}

function readlink(file: string): string | undefined {
  try {
    return fs.readlinkSync(file);
  } catch {
    return undefined;
  }
}
