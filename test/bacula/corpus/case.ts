import type { ScriptOption } from '../harness/script-option.ts';
import type { World } from '../harness/world.ts';

/**
 * What the charm says, and what the provider makes of it. A spec that is accepted comes back identical. Of one that is
 * warned of or refused, `loss` is what happens where the provider gets it nevertheless.
 */
export type Verdict =
  | { readonly label: 'accept' }
  | { readonly label: 'refuse'; readonly codes: readonly string[]; readonly loss: string }
  | {
      readonly label: 'warn';
      readonly codes: readonly string[];
      readonly loss: string;
      readonly twin?: Twin;
    };

/** Why the charm warns of a case that comes back: it looks just the same as one that does not. */
export interface Twin {
  /** What tells the two apart, and the charm can't see. */
  readonly unseen: string;
  /** The title of the case that is lost. */
  readonly lost: string;
}

/** One configuration and the disk that it is for. */
export interface Case {
  readonly title: string;
  readonly build: (world: World) => void;
  /** The option's value. `at` is the case's own folder. */
  readonly fileset: (at: string) => string;
  readonly scripts?: (at: string) => Readonly<Partial<Record<ScriptOption, string>>>;
  /** What must come back, below the case's own folder. `data` where it is not given. */
  readonly meant?: readonly string[];
  /** What changes on the disk after the charm has looked at it, before the backup. */
  readonly later?: (world: World) => void;
  /** How it is lost between backup and restore. It is removed where this is not given. */
  readonly lose?: (world: World) => void;
  /** What the scripts have written to `ran`, besides what is saved, once the restore is over. */
  readonly ran?: string;
  readonly verdict: Verdict;
}

export const accept: Verdict = { label: 'accept' };

export const warn = (codes: string | readonly string[], loss: string): Verdict => ({
  label: 'warn',
  codes: [codes].flat().sort(),
  loss,
});

export const warnForTwin = (code: string, twin: Twin): Verdict => ({
  label: 'warn',
  codes: [code],
  loss: losses.none,
  twin,
});

export const refuse = (codes: string | readonly string[], loss: string): Verdict => ({
  label: 'refuse',
  codes: [codes].flat().sort(),
  loss,
});

/** What the provider does with a spec that the charm warns of or refuses. */
export const losses = {
  refusedByProvider: 'the provider refuses the databag',
  hookFails: 'the hook of bacula-fd fails',
  refusedByDirector: 'the director refuses its whole configuration',
  refusedInQuotes: 'the director refuses its whole configuration where paths stand in quotes',
  hiddenFromBaculum: 'Baculum can’t read the configuration of the director',
  backupFails: 'the backup fails',
  backupIsEmpty: 'the backup says OK and holds nothing',
  backupWarns: 'the backup ends with errors',
  restoreFails: 'the restore fails',
  restoreWarns: 'the restore ends with errors',
  silent: 'both jobs say OK, and it is not what was saved',
  none: 'it comes back',
} as const;

/** A folder with a file, an empty folder and a link in it. */
export function smallTree(world: World, name: string): void {
  world.file(`${name}/file`);
  world.folder(`${name}/empty`);
  world.link(`${name}/link`, 'file');
}
