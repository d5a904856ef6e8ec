import type { Unit } from '../../juju/event.ts';
import { readWord, type Word } from '../../juju/peers.ts';
import type { Seen } from '../../juju/provider-units.ts';
import { DiskError, rethrow } from '../disk/disk-error.ts';
import { type Files, fileName, largestFile } from './managed-folder.ts';
import { below, ManagedTree, managedBase } from './managed-tree.ts';
import { hasLeft } from './neighbours.ts';
import type { OpenFolder } from './open-folder.ts';

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

/** What there is of a unit when an event begins. */
interface Found {
  /** The text of its file. */
  readonly known: string | undefined;
  /** The names in its folder. Undefined where they can't be read. */
  readonly marks: readonly string[] | undefined;
  /** The folders that only charms of version 1 have made. */
  readonly oldKinds: readonly string[];
}

const kindsOfVersion1 = ['units', 'contributions'];

/** For root alone, like the scripts whose content is in it. */
const mode = 0o600;

/**
 * One small file for each unit: `/opt/backup-integrator-charm/state/<application>/<number>.json`. It is also the unit's
 * mark on a machine that two units of the application share.
 */
export class UnitState {
  readonly memory: Memory;
  /** Whether there is a memory at all: none before the first event, after the last one, or where it was lost. */
  readonly isKnown: boolean;
  /** Whether a charm of version 1 was here last: it has left its marks. */
  readonly isOfVersion1: boolean;
  readonly #root: string;
  readonly #tree: ManagedTree;
  readonly #unit: Unit;
  readonly #folder: readonly string[];
  /** Where charms of version 1 have kept the unit's marks: those that are there. */
  readonly #oldFolders: readonly (readonly string[])[];
  readonly #marks: readonly string[] | undefined;
  #known: string | undefined;

  /** @param failed - told where the disk fails to tell what there is, which then counts as nothing; without it, that is thrown */
  constructor(root: string, unit: Unit, failed: (error: DiskError) => void = rethrow) {
    this.#root = root;
    this.#tree = new ManagedTree(root);
    this.#unit = unit;
    this.#folder = ['state', unit.application];
    const { known, marks, oldKinds } = this.#read(failed);
    this.#known = known;
    this.#marks = marks;
    this.#oldFolders = oldKinds.map((kind) => [kind, unit.application]);
    const fields = fieldsOf(this.#known ?? '');
    this.isKnown = typeof fields['wasPublished'] === 'boolean';
    this.memory = decode(fields);
    const mark = String(unit.number);
    this.isOfVersion1 = this.#oldFolders.some((names) => this.#tree.has(names, mark, () => {}));
    // That charm has changed relations without a word about it.
    if (this.isOfVersion1) Object.assign(this.memory, { word: undefined, contributed: undefined });
  }

  /** Whether another unit of the application is on this machine. The mark of one that is gone says nothing. */
  get isShared(): boolean {
    return this.#others.some((number) => !hasLeft(this.#root, this.#unit, number));
  }

  /**
   * Writes what is remembered so far where nothing was: what a hook then leaves on the disk is this unit's.
   *
   * @throws DiskError where it can't be written
   */
  claim(): void {
    if (!this.isKnown) this.#write(JSON.stringify(this.memory));
  }

  /**
   * Writes what has changed since it was read, and clears away this unit's marks of version 1.
   *
   * @param failed - takes what can't be cleared away; without it, the first of that is thrown
   * @throws DiskError where it can't be written
   */
  save(failed: (error: DiskError) => void = rethrow): void {
    const text = JSON.stringify(this.memory);
    if (text !== this.#known) {
      const { number } = this.#unit;
      this.#remove(this.#folder, (name) => isLeft(name, number), failed);
      this.#write(text);
    }
    this.#clearOldMarks(this.#unit.number, failed);
  }

  /**
   * Removes the file, and those of units that went without a word, with the folders that are empty then. The last unit
   * takes all with it that is in the application's folder.
   *
   * @param failed - takes what can't be removed; without it, the first of that is thrown
   */
  remove(failed: (error: DiskError) => void = rethrow): void {
    const others = this.#others;
    const gone = others.filter((number) => hasLeft(this.#root, this.#unit, number));
    const isLast = gone.length === others.length;
    for (const number of [this.#unit.number, ...gone]) {
      const isOf = (name: string) => name === fileOf(number) || isLeft(name, number);
      this.#remove(this.#folder, (name) => isLast || isOf(name), failed);
      this.#clearOldMarks(number, failed);
    }
    this.#tree.removeEmpty(this.#folder, failed);
  }

  #write(text: string): void {
    this.#tree.make(this.#folder, (folder) => {
      // A machine that loses power may lose it, which costs some calls: no event waits for the disk because of it.
      folder.replace(fileOf(this.#unit.number), Buffer.from(text), mode, false);
    });
    this.#known = text;
  }

  /** Every event asks for all of this, most of which is rarely there: the folder is opened once for it. */
  #read(failed: (error: DiskError) => void): Found {
    const nothing: Found = { known: undefined, marks: [], oldKinds: [] };
    const own = (folder: OpenFolder) => ({
      known: folder.readOwn(fileOf(this.#unit.number), mode, largestFile)?.toString(),
      marks: folder.list().map(String),
    });
    try {
      const found = this.#tree.look([], (base) => ({
        ...nothing,
        ...below(base, this.#folder, own),
        oldKinds: kindsOfVersion1.filter((kind) => base.has(kind)),
      }));
      return found ?? nothing;
    } catch (error) {
      failed(DiskError.of(managedBase, 'read', error));
      return { known: undefined, marks: undefined, oldKinds: kindsOfVersion1 };
    }
  }

  /** The numbers of other units that have left a mark here. */
  get #others(): number[] {
    // Where version 1 has left its marks, what can't be read is none of them; it is named when it would be cleared away.
    const old = this.#oldFolders.flatMap((names) => this.#tree.names(names, () => {}));
    const own = this.#marks ?? this.#tree.names(this.#folder, rethrow);
    const marks = [...own, ...old];
    const numbers = marks.flatMap((name) => /^(\d+)(?:\.json)?$/.exec(name)?.[1] ?? []).map(Number);
    return [...new Set(numbers)].filter((number) => number !== this.#unit.number);
  }

  #remove(
    names: readonly string[],
    isMeant: (name: string) => boolean,
    failed: (error: DiskError) => void,
  ): void {
    this.#tree.remove(names, (name) => isMeant(name.toString()), failed);
  }

  #clearOldMarks(number: number, failed: (error: DiskError) => void): void {
    for (const names of this.#oldFolders) {
      this.#remove(names, (name) => name === String(number), failed);
      this.#tree.removeEmpty(names, failed);
    }
  }
}

function fileOf(number: number): string {
  return `${number}.json`;
}

/** What a kill has left of a file that was never put in place. */
function isLeft(name: string, number: number): boolean {
  return name.startsWith(`.${fileOf(number)}.`);
}

function decode(fields: Readonly<Record<string, unknown>>): Memory {
  const { word, wasPublished, files, contributed, providers, logged, notes } = fields;
  return {
    word: word === 'none' ? word : readWord(word),
    wasPublished: wasPublished === true,
    files: filesOf(files),
    contributed: textsOf(contributed),
    providers: readSeen(providers),
    logged: Array.isArray(logged) ? logged.filter((line: unknown) => typeof line === 'string') : [],
    notes: textsOf(notes) ?? {},
  };
}

/** A name that no file can have would fail every hook that puts the files back. */
function filesOf(value: unknown): Files {
  const texts = Object.entries(textsOf(value) ?? {});
  return Object.fromEntries(texts.filter(([name]) => fileName.test(name)));
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
