import fs from 'node:fs';
import path from 'node:path';
import type { Unit } from '../juju/event.ts';
import { managedBase } from './managed-folder.ts';

/**
 * A file on this unit's disk that says that the unit may have contributed something: an empty
 * `/opt/backup-integrator-charm/contributions/<application>/<number>`. As long as it is not there, nothing has to be
 * taken back, and Juju need not be asked.
 */
export class ContributionMark {
  readonly #base: string;
  readonly #file: string;

  constructor(root: string, unit: Unit) {
    this.#base = path.join(root, managedBase);
    const folder = path.join(this.#base, 'contributions', unit.application);
    this.#file = path.join(folder, String(unit.number));
  }

  get isSet(): boolean {
    return fs.existsSync(this.#file);
  }

  set(): void {
    if (this.isSet) return;
    fs.mkdirSync(path.dirname(this.#base), { recursive: true });
    fs.mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(this.#file, '', { mode: 0o600 });
  }

  /** Takes the folders that are empty then with it. */
  remove(): void {
    if (!this.isSet) return;
    fs.rmSync(this.#file);
    for (
      let folder = path.dirname(this.#file);
      folder !== path.dirname(this.#base) && fs.readdirSync(folder).length === 0;
      folder = path.dirname(folder)
    ) {
      fs.rmdirSync(folder);
    }
  }
}
