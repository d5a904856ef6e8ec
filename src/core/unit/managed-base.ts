import fs from 'node:fs';
import path from 'node:path';
import { lstat, managedBase } from './files.ts';

/** What core keeps there itself. */
const ownNames = new Set(['scripts', 'state', 'units', 'contributions']);

/**
 * What else is where the charm keeps its files, at `/opt/backup-integrator-charm`: what another charm of the same name
 * left there.
 */
export class ManagedBase {
  readonly #base: string;

  constructor(root: string) {
    this.#base = path.join(root, managedBase);
  }

  /** The names, sorted. */
  list(): string[] {
    if (!lstat(this.#base)?.isDirectory()) return [];
    return fs
      .readdirSync(this.#base)
      .filter((name) => !ownNames.has(name))
      .sort();
  }

  /** Closes a folder to everybody but root. */
  restrict(name: string): void {
    const file = this.#file(name);
    const stats = lstat(file);
    if (stats?.isDirectory() && (stats.mode & 0o7777) !== 0o700) fs.chmodSync(file, 0o700);
  }

  /** Removes a folder with all that is in it, or a file. */
  remove(name: string): void {
    fs.rmSync(this.#file(name), { recursive: true, force: true });
    if (this.list().length === 0 && fs.readdirSync(this.#base).length === 0)
      fs.rmdirSync(this.#base);
  }

  /** @throws Error for anything but a name that `list` gives */
  #file(name: string): string {
    if (this.list().includes(name)) return path.join(this.#base, name);
    throw new Error(
      `${JSON.stringify(name)} is no name in ${managedBase} that a plugin may change`,
    );
  }
}
