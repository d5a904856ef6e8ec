import type { Charm } from './charm.ts';
import type { FolderDraft, MaterializeFilesContext, Note } from './hooks/hooks.ts';
import type { PluginError } from './hooks/plugin.ts';
import type { Turn } from './hooks/taps.ts';
import { type DiskError, rethrow } from './unit/disk/disk-error.ts';
import { type Files, fileName, type ManagedFolder } from './unit/files/managed-folder.ts';
import type { RunRecords } from './unit/files/run-records.ts';
import type { Memory } from './unit/files/unit-state.ts';

/** How far the config of this unit decides what is on its disk. What is not known counts as no. */
interface Decision {
  /** Every plugin that reads has done so. */
  readonly isRead: boolean;
  /** What is published is made from this config, so that a provider looks for its files. */
  readonly isDecided: boolean;
  /** No databag can name another file: what is published is known to be this config, or there is nowhere to publish it. */
  readonly isCommitted: boolean;
  /** Nobody publishes this config as long as it is as it is. */
  readonly isHeldBack: boolean;
}

/** What the plugins are told, but for what core makes for each of them. */
export type Situation = Omit<MaterializeFilesContext, 'folder' | 'note'>;

/** What the plugins want on this unit's disk. */
interface Wanted {
  readonly files: Files;
  /** Whether runs of the files are to be noted. */
  readonly isRecorded: boolean;
}

/** What a unit keeps for its scripts. */
export interface ScriptFiles {
  readonly folder: ManagedFolder;
  readonly runs: RunRecords;
}

/**
 * Makes the files on this unit's disk those of the config that is published, and remembers them. A file that a databag
 * names stays until Juju has committed one that does not.
 *
 * @param left - takes what can't be removed
 * @throws DiskError for a file that can't be written
 */
export async function materialize(
  charm: Charm,
  situation: Situation,
  { folder, runs }: ScriptFiles,
  memory: Memory,
  { isRead, isDecided, isCommitted, isHeldBack }: Decision,
  left: (error: DiskError) => void,
): Promise<void> {
  const { files, isRecorded } = isRead
    ? await filesOf(charm, situation, folder, memory, rethrow)
    : { files: {}, isRecorded: false };
  if (isRead && isDecided) {
    if (isRecorded) runs.begin(Math.floor(situation.now / 1000));
    folder.putBack(files);
    memory.files = isCommitted ? files : { ...memory.files, ...files };
  } else {
    // What is published names the files of another config; a name that it never had is free.
    folder.putBack(isHeldBack ? memory.files : { ...files, ...memory.files });
  }
  if (isRead && isDecided && isCommitted) {
    folder.keepOnly(files, left);
    if (!isRecorded) runs.end();
  } else folder.tidy(left);
}

/**
 * Calls `materializeFiles`. Returns what plugins want on the disk, which is not there yet.
 *
 * @param failed - takes a plugin that fails; it throws to stop the hook
 */
export async function filesOf(
  charm: Charm,
  situation: Situation,
  { path }: ManagedFolder,
  memory: Memory,
  failed: (error: PluginError) => void,
): Promise<Wanted> {
  let isRecorded = false;
  const files = new Map<string, { readonly plugin: string; readonly content: string }>();
  const last = Object.freeze({ ...memory.files });

  const folderFor = (turn: Turn): FolderDraft => ({
    path,
    last,
    put(name, content) {
      if (!turn.use('put')) return;
      if (!fileName.test(name)) {
        throw new Error(`put: ${JSON.stringify(name)} is no name for a file in ${path}`);
      }
      const known = files.get(name);
      if (known !== undefined && known.plugin !== turn.plugin) {
        throw new Error(`put: ${known.plugin} puts ${name} too: one of them needs another name`);
      }
      files.set(name, { plugin: turn.plugin, content });
    },
    recordRuns() {
      if (turn.use('recordRuns')) isRecorded = true;
    },
  });
  await charm.call.materializeFiles({
    contextFor: (turn) => ({
      ...situation,
      folder: folderFor(turn),
      note: noteFor(turn, memory),
    }),
    failed,
  });
  const contents = [...files].map(([name, { content }]) => [name, content]);
  return { files: Object.fromEntries(contents), isRecorded };
}

function noteFor(turn: Turn, memory: Memory): Note {
  return {
    read: () => memory.notes[turn.plugin],
    write(text) {
      if (turn.use('note.write')) memory.notes = { ...memory.notes, [turn.plugin]: text };
    },
  };
}
