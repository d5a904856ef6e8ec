import type { BackupSpec, ScriptOption } from './spec.ts';

/** What the glob patterns of an entry match. */
interface GlobMatches {
  /** What each pattern matches on this unit's disk: absolute paths, sorted. */
  readonly here: ReadonlyMap<string, readonly string[]>;
  /** What only other units have. Known to the leader alone, as it alone publishes; empty on the others. */
  readonly elsewhere: readonly string[];
  /** The patterns that some other unit has not looked for yet. Known to the leader alone. */
  readonly unanswered: readonly string[];
}

/** One item of the `fileset` option, as written, and the paths that it stands for on this unit. */
export interface FilesetEntry {
  readonly value: string;
  /** Line of the option's value, counted from 1. */
  readonly line: number;
  readonly paths: readonly string[];
  /** Where the entry has a glob: which of the paths it found, and what it stands for on other units. */
  readonly glob?: GlobMatches;
}

/** One script option that is set, and the file that will hold its content. */
export interface Script {
  readonly option: ScriptOption;
  readonly content: string;
  /** Absolute path, the same on every unit. */
  readonly path: string;
}

/** The spec in the making: plugins fill it in `validateConfig`, in the order of the plugin list. */
export interface Draft {
  entries: readonly FilesetEntry[];
  scripts: readonly Script[];
}

/** The spec that a draft stands for on all units. A path that two entries name is kept once, where it first stood. */
export function specOf(draft: Draft): BackupSpec {
  return {
    fileset: [...new Set(draft.entries.flatMap(pathsOf))],
    scripts: Object.fromEntries(draft.scripts.map((script) => [script.option, script.path])),
  };
}

/** What an entry stands for on all units; sorted where it has a glob, so that it is the same whichever unit leads. */
function pathsOf({ paths, glob }: FilesetEntry): readonly string[] {
  if (glob === undefined || glob.elsewhere.length === 0) return paths;
  return [...paths, ...glob.elsewhere].sort();
}
