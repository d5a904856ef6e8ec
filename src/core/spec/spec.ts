/** The four config options that hold a script, in the order in which a backup's life runs them. */
export const scriptOptions = [
  'run-before-backup',
  'run-after-backup',
  'run-before-restore',
  'run-after-restore',
] as const;

/**
 * What a fork puts into the draft and the spec besides paths and scripts. A fork augments it, with a key of its own:
 * `declare module 'backup-integrator' { interface Extensions { retention?: Retention } }`, or, where it is a copy of this
 * project, `declare module '../../core/spec/spec.ts'`. Values are what JSON can hold.
 */
// biome-ignore lint/suspicious/noEmptyInterface: forks augment it
export interface Extensions {}

/** What the `backup` relation carries: what to save, and which files to run around it. */
export interface BackupSpec {
  /** Absolute paths, in the order of the fileset, each once. */
  readonly fileset: readonly string[];
  /** Absolute paths of script files, by config option; an option that is not set has no key. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly extensions: Readonly<Extensions>;
}

export const emptySpec: BackupSpec = { fileset: [], scripts: {}, extensions: {} };
