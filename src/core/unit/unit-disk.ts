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
 * A read-only view of this unit's file system. Paths are absolute; `root` is what they are resolved against, as after chroot(2).
 */
export class UnitDisk {
  readonly #root: string;
  #mounts: readonly Mount[] | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** What is at the path itself; a symbolic link is not followed. Undefined where nothing is. */
  lstat(file: string): fs.Stats | undefined {
    return ifThere(() => fs.lstatSync(this.#real(file)));
  }

  /** What the path leads to. Undefined where that is nothing. */
  stat(file: string): fs.Stats | undefined {
    return ifThere(() => fs.statSync(this.#real(file)));
  }

  /**
   * What is in the folder. A name that is not UTF-8 has U+FFFD in it.
   *
   * @throws Error with the code of readdir(2)
   */
  readdir(folder: string): fs.Dirent[] {
    return fs.readdirSync(this.#real(folder), { withFileTypes: true });
  }

  /** The names in the folder, as bytes: Linux does not promise UTF-8. */
  readNames(folder: string): Buffer[] {
    return fs.readdirSync(this.#real(folder), { encoding: 'buffer' });
  }

  /** The file's content, as UTF-8. Undefined where there is none. */
  readText(file: string): string | undefined {
    return ifThere(() => fs.readFileSync(this.#real(file), 'utf8'));
  }

  /** @throws Error with the code of readlink(2) */
  readlink(file: string): string {
    return fs.readlinkSync(this.#real(file));
  }

  /** The path without any symbolic link in it. Undefined where it leads to nothing. */
  realpath(file: string): string | undefined {
    const real = ifThere(() => fs.realpathSync(this.#real(file)));
    if (real === undefined || this.#root === '/') return real;
    const root = fs.realpathSync(this.#root);
    if (real === root) return '/';
    return real.startsWith(`${root}/`) ? real.slice(root.length) : real;
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

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const missing = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && missing.has(String(error.code));
}

function readMounts(file: string): Mount[] {
  const text = ifThere(() => fs.readFileSync(file, 'utf8')) ?? '';
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
