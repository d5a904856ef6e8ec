/** The four config options that hold a script, in the order in which a backup's life runs them. */
export const scriptOptions = [
  'run-before-backup',
  'run-after-backup',
  'run-before-restore',
  'run-after-restore',
] as const;

/** The name of one of the four script options. */
export type ScriptOption = (typeof scriptOptions)[number];

/** What the `backup` relation carries: what to save, and which files to run around it. */
export interface BackupSpec {
  /** Absolute paths, in the order of the fileset, each once. */
  readonly fileset: readonly string[];
  /** Absolute paths of script files; an option that is not set has no key. */
  readonly scripts: Readonly<Partial<Record<ScriptOption, string>>>;
}
