import type { BackupSpec, Extensions } from './spec.ts';

/** One pattern of a glob entry: one alternative of its `{}` lists. */
export interface GlobPattern {
  readonly text: string;
  /** What it matches on this unit's disk: absolute paths, sorted. */
  readonly here: readonly string[];
  /** What only other units have. Known to the leader alone, as it alone publishes; empty on the others. */
  readonly elsewhere: readonly string[];
  /** Whether some unit has not looked for it yet, or could not. What others have not is known to the leader alone. */
  readonly isUnanswered: boolean;
  /** This unit could not look for all of it: `here` says nothing, and what was published of it stays. */
  readonly isUnknownHere?: true;
}

/** One item of the `fileset` option, as written, and the paths that it stands for on this unit. */
export interface FilesetEntry {
  /** As it is written. */
  readonly value: string;
  /** Line of the option's value, counted from 1. */
  readonly line: number;
  /** Absolute paths; of a glob, what it matches on this unit's disk. */
  readonly paths: readonly string[];
  /** Where the entry is a glob: the paths that its `{}` lists name without any magic, and its patterns. */
  readonly glob?: {
    readonly literals: readonly string[];
    readonly patterns: readonly GlobPattern[];
  };
}

/** One script option that is set, and the file that will hold its content. */
export interface Script {
  /** The config option. */
  readonly option: string;
  readonly content: string;
  /** Absolute path, the same on every unit. */
  readonly path: string;
}

/** The spec in the making: plugins fill it at stage `read` of `validateConfig`, in the order of the plugin list. */
export interface Draft {
  /** The fileset, entry by entry. */
  entries: readonly FilesetEntry[];
  /** The script options that are set. */
  scripts: readonly Script[];
  extensions: Extensions;
}

/** The draft once it is read: nothing of it can be changed. */
export interface FrozenDraft {
  /** The fileset, entry by entry. */
  readonly entries: readonly FilesetEntry[];
  /** The script options that are set. */
  readonly scripts: readonly Script[];
  readonly extensions: Readonly<Extensions>;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * The spec that a draft stands for on all units. A path that two entries name is kept once, where it first stood.
 *
 * @param leftOut - matches that are not to be published
 */
export function specOf(draft: FrozenDraft, leftOut: ReadonlySet<string> = nothing): BackupSpec {
  const fileset = new Set<string>();
  for (const entry of draft.entries) for (const path of pathsOnAllUnits(entry)) fileset.add(path);
  for (const path of leftOut) fileset.delete(path);
  return {
    fileset: [...fileset],
    scripts: Object.fromEntries(draft.scripts.map((script) => [script.option, script.path])),
    extensions: draft.extensions,
  };
}

/** What an entry stands for on all units; sorted where it is a glob, so that it is the same whichever unit leads. */
export function pathsOnAllUnits({ paths, glob }: FilesetEntry): readonly string[] {
  if (glob === undefined) return paths;
  const elsewhere = glob.patterns.flatMap((pattern) => pattern.elsewhere);
  return elsewhere.length === 0 ? paths : [...new Set([...paths, ...elsewhere])].sort();
}

/** The paths that the config names itself: all but the matches of globs. */
export function namedPaths({ entries }: FrozenDraft): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { paths, glob } of entries)
    for (const path of glob?.literals ?? paths) named.add(path);
  return named;
}

/**
 * Freezes a value all the way down.
 *
 * @throws TypeError where it holds something that can't be frozen, or that JSON can't hold: a Map, a Date, a function
 */
export function deepFreeze(value: unknown, where: string): void {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new TypeError(`${where} is a ${typeof value}, which JSON can't hold`);
  }
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  if (!Array.isArray(value) && !isPlain(value)) {
    throw new TypeError(`${where} is a ${value.constructor.name}: use a plain object or a list`);
  }
  Object.freeze(value);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) freezePart(value[index], where, index);
  } else for (const [key, part] of Object.entries(value)) freezePart(part, where, key);
}

/** Most parts are texts and numbers, and there can be many: nothing is made for those. */
function freezePart(part: unknown, where: string, key: string | number): void {
  if (typeof part !== 'string' && typeof part !== 'number') deepFreeze(part, `${where}.${key}`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
