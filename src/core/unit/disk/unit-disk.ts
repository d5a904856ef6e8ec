import fs from 'node:fs';
import { belowRoot, type DiskPath } from './disk-path.ts';
import { readEntries } from './folder-entries.ts';
import type { FolderEntry } from './folder-entry.ts';
import { type Mount, readMounts } from './mounts.ts';
import { SilentMounts } from './silent-mounts.ts';
import { tryOpen } from './try-open.ts';

export type { DiskPath } from './disk-path.ts';
export type { FolderEntry } from './folder-entry.ts';
export type { Mount } from './mounts.ts';

/**
 * What of a path can't be told, and why: root may not look at another user's FUSE mount, a network mount is stale, a disk
 * is broken. It is no answer about the path, so that it is neither there nor missing.
 */
export class Unreadable {
  /** In the words of the system, as in `permission denied`. */
  readonly reason: string;
  /** The system's code, as in `EACCES`; empty where it has none. */
  readonly code: string;

  constructor(reason: string, code = '') {
    this.reason = reason;
    this.code = code;
  }
}

/** What the system tells of a file. */
export type Stats = fs.Stats;

/** What stands at a path itself. */
export type Kind = 'file' | 'folder' | 'link' | 'socket' | 'other';

/** What is there, undefined where nothing is, or why that can't be told. */
export type Look<T> = T | undefined | Unreadable;

/** What was found, where a path that can't be read may count as nothing. */
export function ifThere<T>(look: Look<T>): T | undefined {
  return look instanceof Unreadable ? undefined : look;
}

/** An exception for each path that is not there would cost more than all else. */
const whether = { throwIfNoEntry: false } as const;

/** Paths of which is kept what they are, and where they lead. */
const mostKnown = 50_000;

/** `//`, a slash at the end, `.` and `..`: what such a path leads to is the system's to say. */
const odd = /\/\.{0,2}(?:\/|$)/;

/** What a path is that leads into a mount which does not answer. */
const silent = new Unreadable('does not answer', 'ETIMEDOUT');

/**
 * A read-only view of this unit's file system. Paths are absolute; `root` is what they are resolved against, as after
 * chroot(2). Nothing here throws, whatever the disk does, and nothing waits for a network mount that is gone: what leads
 * there can't be read.
 */
export class UnitDisk {
  readonly #root: string;
  readonly #answers: ((point: string) => boolean) | undefined;
  #mounts: readonly Mount[] | undefined;
  #silentMounts: SilentMounts | undefined;
  #realRoot: string | undefined;
  readonly #kinds = new Map<string, Look<Kind>>();
  readonly #realPaths = new Map<string, Look<string>>();

  /** @param answers - whether a mount answers; where it is not given, a child process asks */
  constructor(root: string, answers?: (point: string) => boolean) {
    this.#root = root;
    this.#answers = answers;
  }

  /** What is at the path itself; a symbolic link is not followed. */
  lstat(file: DiskPath): Look<Stats> {
    return this.#look(file, false, (real) => fs.lstatSync(real, whether));
  }

  /** What the path leads to. A link in a circle can't be read. */
  stat(file: string): Look<Stats> {
    return this.#look(file, true, (real) => fs.statSync(real, whether));
  }

  /** What is in the folder. A name that is not UTF-8 has U+FFFD in it. */
  readdir(folder: string): Look<fs.Dirent[]> {
    return this.#look(folder, true, (real) => fs.readdirSync(real, { withFileTypes: true }));
  }

  /**
   * What is in the folder, with no more memory than a limit, however much that is. Past it, and past the seconds, the
   * folder can't be read: the code is `EFBIG` then.
   *
   * @param names - patterns of `find -name`: a name that none of them matches may be left out
   */
  entries(
    folder: DiskPath,
    seconds: number,
    names?: readonly string[],
  ): Look<Iterable<FolderEntry>> {
    return this.#look(folder, true, (real) => readEntries(real, { seconds, names }));
  }

  /** The names in the folder, as bytes: Linux does not promise UTF-8. */
  readNames(folder: DiskPath): Look<Buffer[]> {
    return this.#look(folder, true, (real) => fs.readdirSync(real, { encoding: 'buffer' }));
  }

  /** The file's content, as UTF-8. */
  readText(file: string): Look<string> {
    return this.#look(file, true, (real) => fs.readFileSync(real, 'utf8'));
  }

  /** Whether a file can be opened to be read. Nothing is there where it is another file than the one that was seen. */
  tryOpen(file: DiskPath, seen: Stats): Look<true> {
    return this.#look(file, false, (real) => tryOpen(real, seen));
  }

  /** What a symbolic link holds. Anything else can't be read so. */
  readlink(file: string): Look<string> {
    return this.#look(file, false, (real) => fs.readlinkSync(real));
  }

  /** What stands at the path itself, as it was when it was asked first: many plugins ask. */
  kind(file: string): Look<Kind> {
    const known = this.#kinds.get(file);
    if (known !== undefined || this.#kinds.has(file)) return known;
    return keep(this.#kinds, file, kindOf(this.lstat(file)));
  }

  /** The path without any symbolic link in it, as it was when it was asked first. */
  realpath(file: string): Look<string> {
    const known = this.#realPaths.get(file);
    if (known !== undefined || this.#realPaths.has(file)) return known;
    return keep(this.#realPaths, file, this.#follow(file));
  }

  /** Paths mostly have their folders in common, and are no links: to look at each once is enough then. */
  #follow(file: string): Look<string> {
    if (file === '/') return file;
    const kind = odd.test(file) || !file.startsWith('/') ? 'link' : this.kind(file);
    if (kind === undefined || kind instanceof Unreadable) return kind;
    const cut = file.lastIndexOf('/');
    const folder = kind === 'link' ? undefined : this.realpath(file.slice(0, cut) || '/');
    if (typeof folder === 'string') return inRealFolder(folder, file, cut);
    return this.#look(file, true, (absolute) => this.#inside(fs.realpathSync(absolute)));
  }

  /** As it is resolved against the root. */
  #inside(real: string): string {
    if (this.#root === '/') return real;
    this.#realRoot ??= fs.realpathSync(this.#root);
    if (real === this.#realRoot) return '/';
    return real.startsWith(`${this.#realRoot}/`) ? real.slice(this.#realRoot.length) : real;
  }

  /** The mounts of this unit's machine; none where the system keeps no such list. */
  mounts(): readonly Mount[] {
    this.#mounts ??= readMounts(this.onMachine('/proc/self/mountinfo'));
    return this.#mounts;
  }

  /** @param isFollowed - whether a link at the path itself is followed */
  #look<T>(file: DiskPath, isFollowed: boolean, read: (real: DiskPath) => T): Look<T> {
    this.#silentMounts ??= new SilentMounts(this.#root, this.mounts(), this.#answers);
    // The mount list is read as UTF-8, too, so that the same bytes are the same text.
    if (this.#silentMounts.hide(file.toString(), isFollowed)) return silent;
    return look(() => read(this.onMachine(file)));
  }

  /** The path as a program on the machine has to be told it: the two differ where the root is not `/`. */
  onMachine(file: DiskPath): DiskPath {
    return belowRoot(this.#root, file);
  }
}

/** The error codes that say that nothing is there. */
const nothing = new Set(['ENOENT', 'ENOTDIR']);

function look<T>(read: () => T): Look<T> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error)) return new Unreadable(String(error));
    const code = 'code' in error ? String(error.code) : '';
    if (nothing.has(code)) return undefined;
    // `EACCES: permission denied, lstat '/home/alice/remote'`
    const [, words] = /^[A-Z0-9]+: ([^,]+)/.exec(error.message) ?? [];
    return new Unreadable(words ?? error.message, code);
  }
}

function keep<T>(known: Map<string, T>, file: string, found: T): T {
  if (known.size >= mostKnown) known.clear();
  known.set(file, found);
  return found;
}

function kindOf(look: Look<Stats>): Look<Kind> {
  if (look === undefined || look instanceof Unreadable) return look;
  if (look.isDirectory()) return 'folder';
  if (look.isFile()) return 'file';
  if (look.isSymbolicLink()) return 'link';
  return look.isSocket() ? 'socket' : 'other';
}

/** @param cut - where the name begins, with its slash. */
function inRealFolder(folder: string, file: string, cut: number): string {
  // The same text is not made again: there can be thousands of paths.
  if (folder.length === cut && file.startsWith(folder)) return file;
  return (folder === '/' ? '' : folder) + file.slice(cut);
}
