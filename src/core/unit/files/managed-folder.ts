import path from 'node:path';
import { DiskError, rethrow } from '../disk/disk-error.ts';
import { ManagedTree, managedBase } from './managed-tree.ts';

/** The names of files that plugins put into the folder. */
export const fileName = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;

/** Files by name: the content of each. */
export type Files = Readonly<Record<string, string>>;

/** Scripts run as root: nobody else may read, change or replace them. */
const mode = 0o700;

/** Bytes of a file that is looked into: none of the charm's is larger, as a config has no more. */
export const largestFile = 64 * 1024 * 1024;

/** Removed files, and files that can't be removed, of which each is named; of more, how many. */
const mostNamed = 20;

/**
 * The files that the charm keeps on this unit's disk: `/opt/backup-integrator-charm/scripts/<application>/<name>`, each
 * for root alone. The path has no unit in it, as the application databag that names it is read by every unit.
 */
export class ManagedFolder {
  /** Absolute path of the folder, the same on every unit. */
  readonly path: string;
  readonly #tree: ManagedTree;
  readonly #names: readonly string[];
  readonly #log: (change: string) => void;

  /** @param log - told what changed, in one clause */
  constructor(root: string, application: string, log: (change: string) => void = () => {}) {
    this.#names = ['scripts', application];
    this.path = path.join(managedBase, ...this.#names);
    this.#tree = new ManagedTree(root);
    this.#log = log;
  }

  /**
   * Makes the files exactly these: writes what is missing or different, then removes whatever else is there. A file that
   * is right already is not touched.
   *
   * @param failed - takes each file that can't be removed, or is left alone; without it, the first one is thrown
   * @throws DiskError for a file that can't be written
   */
  make(files: Files, failed: (error: DiskError) => void = rethrow): void {
    this.putBack(files);
    this.keepOnly(files, failed);
  }

  /** Removes whatever is none of these files, and the folders that are empty then. */
  keepOnly(files: Files, failed: (error: DiskError) => void): void {
    this.#prune((name) => !Object.hasOwn(files, name), failed);
    if (Object.keys(files).length === 0) this.#tree.removeEmpty(this.#names, failed);
  }

  /**
   * Writes those of these files that are missing or different, and leaves alone whatever else is there.
   *
   * @throws DiskError for a file that can't be written
   */
  putBack(files: Files): void {
    const all = Object.entries(files);
    if (all.length === 0) return;
    this.#tree.make(this.#names, (folder) => {
      for (const [name, text] of all) {
        const content = Buffer.from(text);
        if (folder.readOwn(name, mode, content.length)?.equals(content) === true) continue;
        folder.replace(name, content, mode);
        this.#log(`wrote ${folder.shown}/${name}`);
      }
    });
  }

  /** Removes what is left of files that were never put in place: no other name begins with a `.`. */
  tidy(failed: (error: DiskError) => void): void {
    this.#prune((name) => name.startsWith('.'), failed);
  }

  /** Whether there is nothing, nor a folder. */
  get isEmpty(): boolean {
    return (this.#tree.look(this.#names, (folder) => folder.list().length) ?? 0) === 0;
  }

  /** What is in the folder, sorted; nothing where there is no folder. A name that is not UTF-8 has U+FFFD in it. */
  get names(): readonly string[] {
    return this.#tree.look(this.#names, (folder) => folder.list().map(String)) ?? [];
  }

  /** The content of a file with the owner and the mode of the charm's own; undefined for all else. */
  readFile(name: string): Buffer | undefined {
    return this.#tree.look(this.#names, (folder) => folder.readOwn(name, mode, largestFile));
  }

  /** The files that are there and right, as the charm has written them. What is larger than 64 MiB is none of its own. */
  read(): Files {
    const files = this.#tree.look(this.#names, (folder) =>
      folder.list().flatMap((bytes) => {
        const name = bytes.toString();
        const content = name.startsWith('.') ? undefined : folder.readOwn(name, mode, largestFile);
        return content === undefined ? [] : [[name, content.toString()] as const];
      }),
    );
    return Object.fromEntries(files ?? []);
  }

  #prune(isStray: (name: string) => boolean, failed: (error: DiskError) => void): void {
    const kept: DiskError[] = [];
    const removed = this.#tree.remove(
      this.#names,
      (name) => isStray(name.toString()),
      (error) => kept.push(error),
    );
    const more = removed.length - mostNamed;
    for (const name of removed.slice(0, mostNamed)) this.#log(`removed ${this.path}/${name}`);
    if (more > 0) this.#log(`removed ${more} more from ${this.path}`);
    for (const error of kept.slice(0, mostNamed)) failed(error);
    const others = kept.length - mostNamed;
    if (others > 0) {
      failed(new DiskError(`${others} more in ${this.path} can't be removed`, 'see there: ls -la'));
    }
  }
}
