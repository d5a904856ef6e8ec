import fs from 'node:fs';
import path from 'node:path';
import { CharmError } from '../problems/charm-error.ts';
import {
  ensureFolders,
  isOurs,
  isRealFolder,
  lstat,
  managedBase,
  removeEmptyFolders,
  replaceFile,
} from './files.ts';

/** Files by name: the content of each. */
export type Files = Readonly<Record<string, string>>;

/**
 * The files that the charm keeps on this unit's disk: `/opt/backup-integrator-charm/scripts/<application>/<name>`, each
 * for root alone. The path has no unit in it, as the application databag that names it is read by every unit.
 */
export class ManagedFolder {
  /** Absolute path of the folder, the same on every unit. */
  readonly path: string;
  readonly #base: string;
  readonly #folder: string;
  readonly #log: (change: string) => void;

  /** @param log - told what changed, in one clause */
  constructor(root: string, application: string, log: (change: string) => void = () => {}) {
    this.path = path.join(managedBase, 'scripts', application);
    this.#base = path.join(root, managedBase);
    this.#folder = path.join(root, this.path);
    this.#log = log;
  }

  /**
   * Makes the files exactly these: writes what is missing or different, then removes whatever else is there. A file that
   * is right already is not touched.
   *
   * @param failed - takes each file that can't be removed; without it, the first one fails the hook
   */
  make(files: Files, failed: (error: Error) => void = rethrow): void {
    this.putBack(files);
    if (!isRealFolder(this.#base, this.#folder)) return;
    for (const name of fs.readdirSync(this.#folder, { encoding: 'buffer' })) {
      if (Object.hasOwn(files, name.toString())) continue;
      attempt(() => {
        const file = Buffer.concat([Buffer.from(`${this.#folder}/`), name]);
        fs.rmSync(file, { recursive: true, force: true });
        this.#log(`removed ${path.join(this.path, name.toString())}`);
      }, failed);
    }
    attempt(() => removeEmptyFolders(this.#base, this.#folder), failed);
  }

  /** Writes those of these files that are missing or different, and leaves alone whatever else is there. */
  putBack(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      const shown = path.join(this.path, name);
      try {
        if (this.#write(name, Buffer.from(content))) this.#log(`wrote ${shown}`);
      } catch (error) {
        throw new CharmError(
          `${shown} can't be written: ${error instanceof Error ? error.message : error}`,
        );
      }
    }
  }

  #write(name: string, content: Buffer): boolean {
    ensureFolders(this.#base, this.#folder);
    const file = path.join(this.#folder, name);
    if (isRight(file, content)) return false;
    replaceFile(file, content);
    return true;
  }
}

function isRight(file: string, content: Buffer): boolean {
  const stats = lstat(file);
  if (!stats?.isFile() || !isOurs(stats) || stats.nlink > 1) return false;
  return stats.size === content.length && fs.readFileSync(file).equals(content);
}

function attempt(change: () => void, failed: (error: Error) => void): void {
  try {
    change();
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)));
  }
}

function rethrow(error: Error): never {
  throw error;
}
