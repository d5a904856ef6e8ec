import path from 'node:path';
import { DiskError } from '../disk/disk-error.ts';
import { ifThere, type UnitDisk } from '../disk/unit-disk.ts';
import { managedBase } from './managed-tree.ts';
import { OpenFolder } from './open-folder.ts';

/** A file of the charm's in a folder of others. */
export interface OutsideFile {
  /** The config option that names it. */
  readonly option: string;
  /** Absolute path, without links, `.` and `..`. */
  readonly path: string;
  /** By which it is known to be the charm's: what begins with anything else is left alone. */
  readonly firstLine: string;
}

/** For all to read: other programs run as other users. */
const mode = 0o644;

/**
 * Files of the charm's in folders of others, who may change what is there at any moment: each folder is opened in the one
 * above it, from the root down, and no link is followed. Nothing is made but the file, and nothing is removed that is not
 * the charm's.
 *
 * Where the folder is not there, can't be looked at, or a link leads to it, nothing is done, and nothing said: that is to
 * be said in `validateConfig`.
 */
export class OutsideFiles {
  readonly #root: string;
  readonly #disk: UnitDisk;
  readonly #failed: (option: string, error: DiskError) => void;
  readonly #log: (change: string) => void;

  /**
   * @param disk - the same disk, to be looked at: what does not answer is never opened
   * @param failed - takes what can't be written or removed, or is left alone
   * @param log - told what has come or gone, in one clause
   */
  constructor(
    root: string,
    disk: UnitDisk,
    failed: (option: string, error: DiskError) => void,
    log: (change: string) => void = () => {},
  ) {
    this.#root = root;
    this.#disk = disk;
    this.#failed = failed;
    this.#log = log;
  }

  /** Makes the file its first line and the text, if it is not so already. Atomic, for all to read. */
  write(file: OutsideFile, text: string): void {
    const content = Buffer.from(`${file.firstLine}\n${text}`);
    this.#inFolder(file, 'written', (folder, name) => {
      if (folder.readOwn(name, mode, content.length)?.equals(content) === true) return;
      const isNew = !folder.has(name);
      if (!isNew && !isOwnFile(folder, name, file)) {
        throw new DiskError(
          `${file.path} is left alone: what is there is not the charm's`,
          'move it away, or name another path',
        );
      }
      folder.replaceFile(name, content, mode);
      folder.tidy(name);
      if (isNew) this.#log(`wrote ${file.path}`);
    });
  }

  /** Removes the file, if it is the charm's. Returns false where it is still there. */
  remove(file: OutsideFile): boolean {
    const isGone = this.#inFolder(file, 'removed', (folder, name) => {
      folder.tidy(name);
      if (!isOwnFile(folder, name, file)) return true;
      if (!folder.removeFile(name)) return false;
      this.#log(`removed ${file.path}`);
      return true;
    });
    return isGone !== 'failed' && isGone !== false;
  }

  #inFolder<T>(
    { option, path: file }: OutsideFile,
    action: string,
    use: (folder: OpenFolder, name: string) => T,
  ): T | 'failed' | undefined {
    const { folders, name } = namesIn(file);
    try {
      if (ifThere(this.#disk.lstat(path.dirname(file)))?.isDirectory() !== true) return undefined;
      return OpenFolder.open(this.#root, '', (top) =>
        down(top, folders, (folder) => use(folder, name)),
      );
    } catch (error) {
      this.#failed(option, DiskError.of(file, action, error));
      return 'failed';
    }
  }
}

/** @throws Error for a path that no plugin may name */
function namesIn(file: string): { readonly folders: readonly string[]; readonly name: string } {
  const [root, ...names] = file.split('/');
  const isPlain = root === '' && path.normalize(file) === file && !file.includes('\0');
  const name = names.at(-1) ?? '';
  if (!isPlain || name === '' || `${file}/`.startsWith(`${managedBase}/`)) {
    throw new Error(`${JSON.stringify(file)} is no path of a file outside of ${managedBase}`);
  }
  return { folders: names.slice(0, -1), name };
}

/** Undefined where one of the folders is none: a link is none. */
function down<T>(
  folder: OpenFolder,
  [name, ...names]: readonly string[],
  use: (folder: OpenFolder) => T,
): T | undefined {
  if (name === undefined) return use(folder);
  return folder.folder(name, (next) => down(next, names, use));
}

function isOwnFile(folder: OpenFolder, name: string, { firstLine }: OutsideFile): boolean {
  const mark = Buffer.from(`${firstLine}\n`);
  return folder.startOf(name, mark.length)?.equals(mark) === true;
}
