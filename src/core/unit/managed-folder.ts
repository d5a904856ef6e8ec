import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Unit } from '../juju/event.ts';

/** Where the charm keeps everything on a unit's disk. */
export const managedBase = '/opt/backup-integrator-charm';

/** Scripts run as root: nobody else may read, change or replace them. */
const ownerOnly = 0o700;

/**
 * The files that the charm keeps on this unit's disk: `/opt/backup-integrator-charm/scripts/<application>/<name>`.
 *
 * The path has no unit in it, as the application databag that names it is read by every unit. Two units of the
 * application can share a machine, so each leaves a mark, and the files go with the last one.
 */
export class ManagedFolder {
  /** Absolute path of the folder, the same on every unit. */
  readonly path: string;
  readonly #root: string;
  readonly #folder: string;
  readonly #marks: string;
  readonly #mark: string;
  readonly #log: (change: string) => void;
  readonly #kept = new Set<string>();

  constructor(root: string, unit: Unit, log: (change: string) => void = () => {}) {
    this.path = path.join(managedBase, 'scripts', unit.application);
    this.#root = path.join(root, managedBase);
    this.#folder = path.join(root, this.path);
    this.#marks = path.join(this.#root, 'units', unit.application);
    this.#mark = path.join(this.#marks, String(unit.number));
    this.#log = log;
  }

  /**
   * Makes the file's content exactly `content`, owned and to be read, written and run by root alone. Atomic: whoever
   * opens the file gets the old content or the new one, whole. A file that is right already is not touched.
   */
  put(name: string, content: string): void {
    const bytes = Buffer.from(content);
    fs.mkdirSync(path.dirname(this.#root), { recursive: true });
    for (const folder of [this.#folder, this.#marks]) {
      for (const level of [this.#root, path.dirname(folder), folder]) ensureFolder(level);
    }
    if (lstat(this.#mark) === undefined) fs.closeSync(fs.openSync(this.#mark, 'wx', 0o600));
    this.#kept.add(name);
    const file = path.join(this.#folder, name);
    if (isRight(file, bytes)) return;
    replaceFile(file, bytes);
    this.#log(`wrote ${path.join(this.path, name)}`);
  }

  /** Keeps a file through the next `prune` as it is. */
  keep(name: string): void {
    this.#kept.add(name);
  }

  /** Removes all that was neither put nor kept in this event. */
  prune(): void {
    if (lstat(this.#folder) === undefined) return;
    if (this.#kept.size === 0) {
      this.#removeAll();
      return;
    }
    for (const name of fs.readdirSync(this.#folder, { encoding: 'buffer' })) {
      if (this.#kept.has(name.toString())) continue;
      const file = Buffer.concat([Buffer.from(`${this.#folder}/`), name]);
      fs.rmSync(file, { recursive: true, force: true });
      this.#log(`removed ${path.join(this.path, name.toString())}`);
    }
  }

  /** Lets go of the folder, when this unit goes. The last unit of the application on this machine takes the files with it. */
  release(): void {
    fs.rmSync(this.#mark, { force: true });
    if (lstat(this.#marks) !== undefined && fs.readdirSync(this.#marks).length > 0) return;
    this.#removeAll();
  }

  #removeAll(): void {
    for (const folder of [this.#folder, this.#marks]) {
      fs.rmSync(folder, { recursive: true, force: true });
      removeIfEmpty(path.dirname(folder));
    }
    removeIfEmpty(this.#root);
    this.#log(`removed ${this.path}`);
  }
}

function lstat(file: string): fs.Stats | undefined {
  return fs.lstatSync(file, { throwIfNoEntry: false });
}

function isOurs(stats: fs.Stats): boolean {
  return stats.uid === process.geteuid?.() && (stats.mode & 0o7777) === ownerOnly;
}

/** Anything else that stands at the folder's place, a symbolic link above all, is put out of the way. */
function ensureFolder(folder: string): void {
  const stats = lstat(folder);
  if (stats?.isDirectory() && isOurs(stats)) return;
  if (!stats?.isDirectory()) {
    fs.rmSync(folder, { force: true });
    fs.mkdirSync(folder);
  }
  fs.chownSync(folder, process.geteuid?.() ?? -1, process.getegid?.() ?? -1);
  fs.chmodSync(folder, ownerOnly);
}

function isRight(file: string, content: Buffer): boolean {
  const stats = lstat(file);
  if (!stats?.isFile() || !isOurs(stats) || stats.nlink > 1) return false;
  return stats.size === content.length && fs.readFileSync(file).equals(content);
}

function replaceFile(file: string, content: Buffer): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeSynced(temporary, content);
    if (lstat(file)?.isDirectory()) fs.rmSync(file, { recursive: true });
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
  syncFolder(path.dirname(file));
}

function writeSynced(file: string, content: Buffer): void {
  const descriptor = fs.openSync(file, 'wx', ownerOnly);
  try {
    fs.fchmodSync(descriptor, ownerOnly);
    fs.writeFileSync(descriptor, content);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function syncFolder(folder: string): void {
  const descriptor = fs.openSync(folder, 'r');
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}

function removeIfEmpty(folder: string): void {
  if (lstat(folder)?.isDirectory() && fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
}
