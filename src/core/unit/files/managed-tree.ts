import path from 'node:path';
import { DiskError } from '../disk/disk-error.ts';
import { OpenFolder } from './open-folder.ts';

/** Where the charm keeps everything on a unit's disk. */
export const managedBase = '/opt/backup-integrator-charm';

const above = path.dirname(managedBase);
const baseName = path.basename(managedBase);

/**
 * The folders below {@link managedBase}, each named by the names from there down to it. No link on the way is followed, and
 * nothing that is mounted below the base is entered: what is there is not the charm's. Above the base, a machine's `/opt`
 * may lead wherever its owner has put it.
 */
export class ManagedTree {
  readonly #root: string;

  /** @param root - what `/` is on this disk */
  constructor(root: string) {
    this.#root = root;
  }

  /** Does something with a folder. Undefined where there is none. */
  look<T>(names: readonly string[], use: (folder: OpenFolder) => T): T | undefined {
    return this.#open((top) => top.folder(baseName, (base) => below(base, names, use)));
  }

  /** Does something with a folder, which is made where it is missing, with those above it: for root alone. */
  make<T>(names: readonly string[], use: (folder: OpenFolder) => T): T {
    return OpenFolder.make(path.join(this.#root, above), above, (top) =>
      top.ownFolder(baseName, (base) => downOwn(base, names, use), true),
    );
  }

  /** The names in a folder; none where there is no folder. */
  names(names: readonly string[], failed: (error: DiskError) => void): readonly string[] {
    return guarded(failed, () => this.look(names, (folder) => folder.list().map(String))) ?? [];
  }

  /** Whether anything is in a folder by that name. */
  has(names: readonly string[], name: string, failed: (error: DiskError) => void): boolean {
    return guarded(failed, () => this.look(names, (folder) => folder.has(name))) === true;
  }

  /**
   * Removes from a folder what has such a name: a file, or a folder with all that is in it. Returns the names of what is
   * gone. What can't be removed stays, and is handed over.
   */
  remove(
    names: readonly string[],
    isMeant: (name: Buffer) => boolean,
    failed: (error: DiskError) => void,
  ): readonly Buffer[] {
    const removed = guarded(failed, () =>
      this.look(names, (folder) =>
        folder
          .list()
          .filter(isMeant)
          .filter((name) => folder.remove(name, failed)),
      ),
    );
    return removed ?? [];
  }

  /** Closes a folder in a folder to everybody but root. */
  restrict(names: readonly string[], name: string, failed: (error: DiskError) => void): void {
    guarded(failed, () => this.look(names, (folder) => folder.restrict(name)));
  }

  /** Removes a folder if nothing is in it, and then those above it, up to and with the base. */
  removeEmpty(names: readonly string[], failed: (error: DiskError) => void): void {
    guarded(failed, () =>
      this.#open((top) => {
        const isGone = top.folder(baseName, (base) => removeEmptyDown(base, names));
        return isGone === false ? false : top.removeEmpty(baseName);
      }),
    );
  }

  #open<T>(use: (top: OpenFolder) => T): T | undefined {
    return OpenFolder.open(path.join(this.#root, above), above, use);
  }
}

/** Does something with a folder further down. Undefined where there is none. */
export function below<T>(
  folder: OpenFolder,
  [name, ...names]: readonly string[],
  use: (folder: OpenFolder) => T,
): T | undefined {
  if (name === undefined) return use(folder);
  return folder.folder(name, (next) => {
    next.refuseMount(folder);
    return below(next, names, use);
  });
}

function downOwn<T>(
  folder: OpenFolder,
  [name, ...names]: readonly string[],
  use: (folder: OpenFolder) => T,
): T {
  if (name === undefined) return use(folder);
  return folder.ownFolder(name, (next) => downOwn(next, names, use));
}

/** Returns whether the first of the names is gone. What is below a link is not there. */
function removeEmptyDown(folder: OpenFolder, [name, ...names]: readonly string[]): boolean {
  if (name === undefined) return true;
  const isGone = folder.folder(name, (next) => {
    next.refuseMount(folder);
    return removeEmptyDown(next, names);
  });
  return isGone === false ? false : folder.removeEmpty(name);
}

/** Hands over what goes wrong, and returns undefined then. */
function guarded<T>(failed: (error: DiskError) => void, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    failed(DiskError.of(managedBase, 'changed', error));
    return undefined;
  }
}
