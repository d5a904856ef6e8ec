import type { BackupSpec, ScriptOption } from './spec.ts';

/** One item of the `fileset` option, as written, and the paths that it stands for on this unit. */
export interface FilesetEntry {
  readonly value: string;
  /** Line of the option's value, counted from 1. */
  readonly line: number;
  readonly paths: readonly string[];
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

/** The spec that a draft stands for. A path that two entries name is kept once, where it first stood. */
export function specOf(draft: Draft): BackupSpec {
  return {
    fileset: [...new Set(draft.entries.flatMap((entry) => entry.paths))],
    scripts: Object.fromEntries(draft.scripts.map((script) => [script.option, script.path])),
  };
}
