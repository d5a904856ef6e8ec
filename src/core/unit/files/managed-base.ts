import { type DiskError, rethrow } from '../disk/disk-error.ts';
import { ManagedTree, managedBase } from './managed-tree.ts';

/** What core keeps there itself. */
const ownNames = new Set(['scripts', 'state', 'runs', 'units', 'contributions']);

/**
 * What else is where the charm keeps its files, at `/opt/backup-integrator-charm`: what another charm of the same name
 * left there.
 */
export class ManagedBase {
  readonly #tree: ManagedTree;
  readonly #failed: (error: DiskError) => void;

  /** @param failed - takes what can't be changed, or is left alone; without it, the first of that is thrown */
  constructor(root: string, failed: (error: DiskError) => void = rethrow) {
    this.#tree = new ManagedTree(root);
    this.#failed = failed;
  }

  /** The names, sorted. */
  list(): string[] {
    const names = this.#tree.look([], (base) => base.list().map((name) => name.toString()));
    return (names ?? []).filter((name) => !ownNames.has(name)).sort();
  }

  /** Closes a folder to everybody but root. */
  restrict(name: string): void {
    this.#check(name);
    this.#tree.restrict([], name, this.#failed);
  }

  /** Removes a folder with all that is in it, or a file. */
  remove(name: string): void {
    this.#check(name);
    this.#tree.remove([], (each) => each.toString() === name, this.#failed);
    this.#tree.removeEmpty([], this.#failed);
  }

  /** @throws Error for anything but a name that `list` gives */
  #check(name: string): void {
    if (this.list().includes(name)) return;
    throw new Error(
      `${JSON.stringify(name)} is no name in ${managedBase} that a plugin may change`,
    );
  }
}
