import fs from 'node:fs';
import path from 'node:path';

/** One line of `/proc/self/mountinfo` (proc_pid_mountinfo(5)). */
export interface Mount {
  /** Absolute path of the mount point. */
  readonly point: string;
  /** `<major>:<minor>` of the mounted file system. */
  readonly device: string;
  /** The kernel's name of the file system's type, such as `ext4` or `proc`. */
  readonly type: string;
}

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

/** What is there, undefined where nothing is, or why that can't be told. */
export type Look<T> = T | undefined | Unreadable;

/** What was found, where a path that can't be read may count as nothing. */
export function ifThere<T>(look: Look<T>): T | undefined {
  return look instanceof Unreadable ? undefined : look;
}

/**
 * A read-only view of this unit's file system. Paths are absolute; `root` is what they are resolved against, as after
 * chroot(2). Nothing here throws, whatever the disk does.
 */
export class UnitDisk {
  readonly #root: string;
  #mounts: readonly Mount[] | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** What is at the path itself; a symbolic link is not followed. */
  lstat(file: string): Look<fs.Stats> {
    return look(() => fs.lstatSync(this.#real(file)));
  }

  /** What the path leads to. A link in a circle can't be read. */
  stat(file: string): Look<fs.Stats> {
    return look(() => fs.statSync(this.#real(file)));
  }

  /** What is in the folder. A name that is not UTF-8 has U+FFFD in it. */
  readdir(folder: string): Look<fs.Dirent[]> {
    return look(() => fs.readdirSync(this.#real(folder), { withFileTypes: true }));
  }

  /** The names in the folder, as bytes: Linux does not promise UTF-8. */
  readNames(folder: string): Look<Buffer[]> {
    return look(() => fs.readdirSync(this.#real(folder), { encoding: 'buffer' }));
  }

  /** The file's content, as UTF-8. */
  readText(file: string): Look<string> {
    return look(() => fs.readFileSync(this.#real(file), 'utf8'));
  }

  /** What a symbolic link holds. Anything else can't be read so. */
  readlink(file: string): Look<string> {
    return look(() => fs.readlinkSync(this.#real(file)));
  }

  /** The path without any symbolic link in it. */
  realpath(file: string): Look<string> {
    return look(() => {
      const real = fs.realpathSync(this.#real(file));
      if (this.#root === '/') return real;
      const root = fs.realpathSync(this.#root);
      if (real === root) return '/';
      return real.startsWith(`${root}/`) ? real.slice(root.length) : real;
    });
  }

  /** The mounts of this unit's machine; none where the system keeps no such list. */
  mounts(): readonly Mount[] {
    this.#mounts ??= readMounts(this.#real('/proc/self/mountinfo'));
    return this.#mounts;
  }

  #real(file: string): string {
    return this.#root === '/' ? file : path.join(this.#root, file);
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

function readMounts(file: string): Mount[] {
  const text = ifThere(look(() => fs.readFileSync(file, 'utf8'))) ?? '';
  return text.split('\n').flatMap((line) => {
    const [fields, source] = line.split(' - ');
    const [, , device, , point] = fields?.split(' ') ?? [];
    const type = source?.split(' ')[0];
    if (device === undefined || point === undefined || type === undefined) return [];
    return [{ device, point: unescapeOctal(point), type }];
  });
}

/** mountinfo writes blanks, line breaks and backslashes as `\ooo`. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
