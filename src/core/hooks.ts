import type { BackupRelation, ProviderRelation } from './juju/backup-relation.ts';
import type { Config } from './juju/config.ts';
import type { Finding } from './problems/problem.ts';
import type { Draft, FilesetEntry, Script } from './spec/draft.ts';
import type { BackupSpec } from './spec/spec.ts';
import type { ManagedFolder } from './unit/managed-folder.ts';
import type { OriginalFolders } from './unit/original-folders.ts';
import type { UnitDisk } from './unit/unit-disk.ts';

/** Reads, judges, fills in the draft. Writes nothing anywhere. Every plugin runs, whatever an earlier one reported. */
export interface ValidateConfigContext {
  readonly config: Config;
  readonly draft: Draft;
  /** This unit's file system, to be read only. */
  readonly disk: UnitDisk;
  /** Absolute path of the folder whose content `materializeFiles` manages; the same on every unit. */
  readonly managedFolder: string;
  /** The `backup` relations, with what their providers say. */
  readonly relations: readonly ProviderRelation[];
  /** This unit's name. */
  readonly unit: string;
  /**
   * What the other units have contributed under the plugin's name, by unit; an empty text where that is nothing yet.
   * Undefined on a unit that is not the leader: it publishes nothing. Asked of Juju only when it is called.
   */
  contributions(): ReadonlyMap<string, string> | undefined;
  /** Reports a finding under the plugin's name. */
  report(finding: Finding): void;
}

/** Puts files on this unit's disk, leader or not. Runs only when the config has no error. */
export interface MaterializeFilesContext {
  readonly spec: BackupSpec;
  readonly scripts: readonly Script[];
  readonly folder: ManagedFolder;
}

/** Tells the provider, and the leader. Runs only when the config has no error. */
export interface PublishRelationContext {
  readonly spec: BackupSpec;
  readonly entries: readonly FilesetEntry[];
  /** Only the leader can read and write its application's databags. */
  readonly isLeader: boolean;
  readonly relations: readonly BackupRelation[];
  /** What the Python charm of the same name left on this machine. */
  readonly originals: OriginalFolders;
  /** Tells the leader something, under the plugin's name; an empty text takes it back. On every unit. */
  contribute(text: string): void;
}

/** A tapable hook as plugins see it. A function given to `tap` must be synchronous: tapable would lose its rejection. */
export interface Hook<Context> {
  /** @param plugin - the plugin's own name */
  tap(plugin: string, fn: (context: Context) => undefined): void;
  /** @param plugin - the plugin's own name */
  tapPromise(plugin: string, fn: (context: Context) => Promise<void>): void;
}

/** The steps of the dispatcher, in the order in which it calls them. */
export interface Hooks {
  readonly validateConfig: Hook<ValidateConfigContext>;
  readonly materializeFiles: Hook<MaterializeFilesContext>;
  readonly publishRelation: Hook<PublishRelationContext>;
}
