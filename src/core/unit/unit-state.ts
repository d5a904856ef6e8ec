import fs from 'node:fs';
import path from 'node:path';
import type { Unit } from '../juju/event.ts';
import { readWord, type Word } from '../juju/peers.ts';
import type { Seen } from '../juju/provider-units.ts';
import {
  ensureFolders,
  isOurs,
  isRealFolder,
  lstat,
  managedBase,
  removeEmptyFolders,
  replaceFile,
} from './files.ts';
import type { Files } from './managed-folder.ts';

/** What this unit remembers from one event to the next. Without it everything is right too, with some more calls. */
export interface Memory {
  /** The leader's word as a hook has read it; `none` where there was none. Undefined where it has to be read. */
  word?: Word | 'none' | undefined;
  /** Whether a databag has ever named the files. */
  wasPublished: boolean;
  /** The files of the config that was confirmed last. */
  files: Files;
  /** What this unit has contributed, as a hook has read it, by plugin. Undefined where it has to be read. */
  contributed?: Readonly<Record<string, string>> | undefined;
  /** Where units of the providers were seen. */
  providers?: Seen | undefined;
  /** The problems that were logged last, as they stand in the log. */
  logged: readonly string[];
  /** What plugins keep, by plugin. */
  notes: Readonly<Record<string, string>>;
}

/** For root alone, like the scripts whose content is in it. */
const mode = 0o600;

/**
 * One small file for each unit: `/opt/backup-integrator-charm/state/<application>/<number>.json`. It is also the unit's
 * mark on a machine that two units of the application share.
 */
export class UnitState {
  readonly memory: Memory;
  /** Whether a charm of version 1 was here last: it has left its marks. */
  readonly isOfVersion1: boolean;
  readonly #base: string;
  readonly #folder: string;
  readonly #file: string;
  readonly #number: string;
  readonly #oldFolders: readonly string[];
  readonly #known: string | undefined;

  constructor(root: string, { application, number }: Unit) {
    this.#base = path.join(root, managedBase);
    this.#folder = path.join(this.#base, 'state', application);
    this.#number = String(number);
    this.#file = path.join(this.#folder, `${number}.json`);
    this.#oldFolders = ['units', 'contributions'].map((kind) =>
      path.join(this.#base, kind, application),
    );
    this.#known = readOwn(this.#file);
    this.memory = decode(this.#known ?? '');
    this.isOfVersion1 = this.#oldMarks.some((mark) => lstat(mark) !== undefined);
    // That charm has changed relations without a word about it.
    if (this.isOfVersion1) Object.assign(this.memory, { word: undefined, contributed: undefined });
  }

  /** Whether another unit of the application is on this machine. */
  get isShared(): boolean {
    const marks = [this.#folder, ...this.#oldFolders].flatMap(namesIn);
    const units = marks.flatMap((name) => /^(\d+)(?:\.json)?$/.exec(name)?.[1] ?? []);
    return units.some((number) => number !== this.#number);
  }

  /** Writes what has changed since it was read, and clears away this unit's marks of version 1. */
  save(): void {
    const text = JSON.stringify(this.memory);
    if (text !== this.#known) {
      ensureFolders(this.#base, this.#folder);
      // A machine that loses power may lose it, which costs some calls: no event waits for the disk because of it.
      replaceFile(this.#file, Buffer.from(text), mode, false);
    }
    if (this.isOfVersion1) this.#clearOldMarks();
  }

  /** Removes the file, with the folders that are empty then. */
  remove(): void {
    if (isRealFolder(this.#base, this.#folder))
      fs.rmSync(this.#file, { force: true, recursive: true });
    removeEmptyFolders(this.#base, this.#folder);
    this.#clearOldMarks();
  }

  get #oldMarks(): string[] {
    return this.#oldFolders.map((folder) => path.join(folder, this.#number));
  }

  #clearOldMarks(): void {
    for (const mark of this.#oldMarks) {
      if (!isRealFolder(this.#base, path.dirname(mark))) continue;
      fs.rmSync(mark, { force: true, recursive: true });
      removeEmptyFolders(this.#base, path.dirname(mark));
    }
  }
}

function namesIn(folder: string): string[] {
  return lstat(folder)?.isDirectory() ? fs.readdirSync(folder) : [];
}

/** What someone else has put there is not believed. */
function readOwn(file: string): string | undefined {
  const stats = lstat(file);
  return stats?.isFile() && isOurs(stats, mode) ? fs.readFileSync(file, 'utf8') : undefined;
}

function decode(text: string): Memory {
  const { word, wasPublished, files, contributed, providers, logged, notes } = fieldsOf(text);
  return {
    word: word === 'none' ? word : readWord(word),
    wasPublished: wasPublished === true,
    files: textsOf(files) ?? {},
    contributed: textsOf(contributed),
    providers: readSeen(providers),
    logged: Array.isArray(logged) ? logged.filter((line: unknown) => typeof line === 'string') : [],
    notes: textsOf(notes) ?? {},
  };
}

function readSeen(value: unknown): Seen | undefined {
  if (value === undefined) return undefined;
  const places = Object.entries(textsOf(value) ?? {}).flatMap(([relation, place]) =>
    place === 'here' || place === 'elsewhere' || place === 'missed'
      ? [[relation, place] as const]
      : [],
  );
  return Object.fromEntries(places);
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).flatMap(([name, text]: [string, unknown]) =>
    typeof text === 'string' ? [[name, text] as const] : [],
  );
  return Object.fromEntries(entries);
}
