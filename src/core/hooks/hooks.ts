import type { AsyncSeriesBailHook, AsyncSeriesHook, HookMap } from 'tapable';
import type { BackupRelation, ProviderRelation } from '../juju/backup-relation.ts';
import type { Config } from '../juju/config.ts';
import type { SecretAnswer } from '../juju/secrets.ts';
import type { Finding, Problem } from '../problems/problem.ts';
import type { ScriptRun } from '../process/run-script.ts';
import type { Draft, FilesetEntry, FrozenDraft, Script } from '../spec/draft.ts';
import type { BackupSpec } from '../spec/spec.ts';
import type { UnitDisk } from '../unit/disk/unit-disk.ts';
import type { KeptFile } from '../unit/files/kept-files.ts';
import type { ManagedBase } from '../unit/files/managed-base.ts';
import type { OutsideFiles } from '../unit/files/outside-files.ts';
import type { RunRecords } from '../unit/files/run-records.ts';

/**
 * The stages of `validateConfig`. A tap without a stage judges. Before the first one that judges, the draft is frozen.
 */
export const stages = {
  /** Fills the draft. */
  read: -100,
  /** Judges it. */
  judge: 0,
  /** Judges what a relation format can carry, once all others have judged. */
  format: 100,
} as const;

/** Reads, then judges. Writes nothing anywhere. Every plugin runs, whatever an earlier one reported. */
export interface ValidateConfigContext {
  readonly config: Config;
  /** To be filled at stage `read`; frozen, all the way down, from stage `judge` on. */
  readonly draft: Draft;
  /** This unit's file system, to be read only. */
  readonly disk: UnitDisk;
  /** Absolute path of the folder whose content `materializeFiles` manages; the same on every unit. */
  readonly managedFolder: string;
  /** The `backup` relations, with what their providers say. */
  readonly relations: readonly ProviderRelation[];
  /** This unit's name. */
  readonly unit: string;
  /** What is noted of the runs of the scripts on this unit. */
  readonly runs: Pick<RunRecords, 'read' | 'since'>;
  /** What was found so far. */
  readonly problems: readonly Problem[];
  /**
   * What the other units have contributed under the plugin's name, by unit; an empty text where that is nothing yet.
   * Undefined on a unit that is not the leader: it publishes nothing. Asked of Juju only when it is called.
   */
  contributions(): ReadonlyMap<string, string> | undefined;
  /**
   * Reads the user secret that an option of type `secret` names, by its URI. Asked of Juju only when it is called, once in
   * an event. What is in it is for the unit's disk alone: never put it into the draft, a finding or a message.
   */
  secret(uri: string): SecretAnswer;
  /** Reports a finding under the plugin's name. */
  report(finding: Finding): void;
  /**
   * Keeps matches of globs out of what is published. The finding blocks the unit that has one of them, so that somebody
   * looks at it, and holds nothing else back. A path that the config names itself stays: there the finding is an error.
   * No path at all stands for matches that are not known.
   */
  leaveOut(paths: readonly string[], finding: Finding): void;
}

/** What a plugin keeps on this unit between events: one text under its own name. */
export interface Note {
  /** Undefined where nothing is kept. */
  read(): string | undefined;
  /** Keeps a text in the place of the last one. */
  write(text: string): void;
}

/** The folder of files that are on this unit's disk once the hook is over. What nobody puts is not there any more. */
export interface FolderDraft {
  /** Absolute path, the same on every unit. */
  readonly path: string;
  /** The files that were put last, by name: the content of each. */
  readonly last: Readonly<Record<string, string>>;
  /**
   * Puts a file: for root alone, executable, written as a whole.
   *
   * @param name - letters, digits, `.`, `_` and `-`, not a `.` first, at most 100 of them
   */
  put(name: string, content: string): void;
  /**
   * Has a folder where wrappers note the runs of their scripts (`src/core/unit/files/run-records.ts`). Where nobody asks for it, it
   * goes with all that was noted.
   */
  recordRuns(): void;
}

/** Says which files are on this unit's disk, leader or not. */
export interface MaterializeFilesContext {
  /** This unit's config; nothing is set when the unit is leaving. */
  readonly config: Config;
  /** What is to be published; nothing when the unit is leaving. */
  readonly spec: BackupSpec;
  /** The script options that are set, as they were read. */
  readonly scripts: readonly Script[];
  readonly folder: FolderDraft;
  /** The unit is being removed: put what has to stay behind, and take away whatever else is yours. */
  readonly leaving: boolean;
  /** Whether what is published was made from this unit's config, as far as this hook knows. */
  readonly isConfirmed: boolean;
  /** Whether a databag has ever named the files: no provider forgets them. */
  readonly wasPublished: boolean;
  /** Whether another unit of the application is on this machine. */
  readonly isShared: boolean;
  /** This unit's name. */
  readonly unit: string;
  /** What else is where the charm keeps its files. */
  readonly base: ManagedBase;
  /** Files that the config names in folders of others. */
  readonly outside: Pick<OutsideFiles, 'write' | 'remove'>;
  /** What is noted of the runs of the scripts on this unit. */
  readonly runs: Pick<RunRecords, 'read' | 'since'>;
  /** Says in the log, in one clause, what an operator should know of what was done. */
  tell(clause: string): void;
  readonly note: Note;
  /** Reads a user secret, as in `validateConfig`. Missing when the unit is leaving. */
  secret(uri: string): SecretAnswer;
  /** Milliseconds since 1970, when the hook began. */
  readonly now: number;
}

/** Tells the provider, and the leader. Runs only when nothing is held back. */
export interface PublishRelationContext {
  /** What is to be published. */
  readonly spec: BackupSpec;
  readonly config: Config;
  /** The entries of the fileset that it is made of. */
  readonly entries: readonly FilesetEntry[];
  /** Only the leader can read and write its application's databags. */
  readonly isLeader: boolean;
  /** The `backup` relations: say for each what its databag is to hold. */
  readonly relations: readonly BackupRelation[];
  /** Tells the leader something, under the plugin's name; an empty text takes it back. On every unit. */
  contribute(text: string): void;
}

/**
 * - `published`: what is published was made from this config
 * - `not-published`: what is published, if anything, was made from another one
 * - `no-relation`: there is nowhere to publish it
 */
export type ConfigStanding = 'published' | 'not-published' | 'no-relation';

/** What an action is given, and how it answers. */
export interface ActionContext {
  /** As given to `juju run`, with the defaults of charmcraft.yaml. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly config: Config;
  /** Another one after each run of a script, which may have changed anything on it. */
  readonly disk: UnitDisk;
  /** This unit's name. */
  readonly unit: string;
  /** Reads a user secret, as in `validateConfig`. What is in it must not be in a result, a line of progress or a failure. */
  secret(uri: string): SecretAnswer;
  /** The `backup` relations. Only the leader can read what its application has in them. */
  readonly relations: readonly Omit<BackupRelation, 'publish'>[];
  /** What is noted of the runs of scripts on this unit. */
  readonly runs: Pick<RunRecords, 'read' | 'since'>;
  /** Asked of Juju only when it is called. */
  isLeader(): boolean;
  /** How this unit's config stands to what is published. Asked of Juju only when it is called. */
  standing(): Promise<ConfigStanding>;
  /**
   * Judges a config on this unit, as an event would. Changes nothing.
   *
   * @param config - the unit's own, where it is not given
   */
  judge(
    config?: Config,
  ): Promise<{ readonly draft: FrozenDraft; readonly problems: readonly Problem[] }>;
  /** The files that plugins have put on this unit's disk, as they are there, and what else is in their folder. */
  files(): Promise<readonly KeptFile[]>;
  /** What no result, line of progress or failure may show. */
  secretValues(): readonly string[];
  /**
   * Runs one of these files as a provider's file daemon does, without its being taken for a backup. A line of progress each
   * ten seconds says that it still runs. Fails for a file that is not as it was put.
   *
   * @param name - the file's name in its folder
   * @param seconds - after so many it is ended, with all that it has started
   */
  run(name: string, seconds: number): Promise<ScriptRun>;
  /** Shows a line of progress to whoever waits for the action. */
  log(line: string): void;
  /** Ends the action as failed, with results if there are any. */
  fail(reason: string, results?: ActionResults): never;
}

/** Results of an action, by name: `[a-z0-9-]`. A list of texts is shown as a line for each, each other object as JSON. */
export type ActionResults = Readonly<Record<string, unknown>>;

/**
 * The hooks, in the order in which an event calls them: tapable's own. A tap has the name of its plugin, and gets a
 * context of its own. `tap` takes a synchronous function, `tapPromise` one that returns a promise.
 */
export interface CharmHooks {
  /** Reads the config, and judges it. */
  readonly validateConfig: AsyncSeriesHook<[ValidateConfigContext]>;
  /** Says which files are on the unit's disk. */
  readonly materializeFiles: AsyncSeriesHook<[MaterializeFilesContext]>;
  /** Says what is in the databags. */
  readonly publishRelation: AsyncSeriesHook<[PublishRelationContext]>;
  /** One hook for each action that a plugin declares, by the action's name. */
  readonly action: HookMap<AsyncSeriesBailHook<[ActionContext], ActionResults>>;
}
