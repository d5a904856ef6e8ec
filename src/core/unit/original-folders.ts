import fs from 'node:fs';
import path from 'node:path';
import type { Unit } from '../juju/event.ts';
import { managedBase } from './managed-folder.ts';

/**
 * What the Python charm of the same name left on this machine: `/opt/backup-integrator-charm/<application>-<number>`,
 * a folder for each unit of the application that was ever its leader, with scripts that everybody may read.
 */
export class OriginalFolders {
  readonly #base: string;
  readonly #unit: Unit;

  constructor(root: string, unit: Unit) {
    this.#base = path.join(root, managedBase);
    this.#unit = unit;
  }

  /** The absolute paths of the application's folders, as a databag would begin with them. */
  list(): string[] {
    const own = new RegExp(`^${this.#unit.application}-[0-9]+$`);
    if (!fs.existsSync(this.#base)) return [];
    return fs
      .readdirSync(this.#base)
      .filter((name) => own.test(name))
      .map((name) => path.join(managedBase, name));
  }

  remove(folder: string): void {
    fs.rmSync(this.#real(folder), { recursive: true, force: true });
  }

  /** Keeps the folder, for root alone. */
  restrict(folder: string): void {
    const real = this.#real(folder);
    if (fs.lstatSync(real).isDirectory()) fs.chmodSync(real, 0o700);
  }

  /** Removes this unit's own folder, when the unit goes. */
  release(): void {
    this.remove(path.join(managedBase, `${this.#unit.application}-${this.#unit.number}`));
  }

  #real(folder: string): string {
    return path.join(this.#base, path.basename(folder));
  }
}
