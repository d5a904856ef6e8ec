import type { Charm } from './charm.ts';
import type { Host } from './host.ts';
import { Config } from './juju/config.ts';
import type { Unit } from './juju/event.ts';
import { filesOf } from './materialize.ts';
import { reasonOf } from './problems/charm-error.ts';
import { emptySpec } from './spec/spec.ts';
import { UnitDisk } from './unit/disk/unit-disk.ts';
import { ManagedBase } from './unit/files/managed-base.ts';
import { ManagedFolder } from './unit/files/managed-folder.ts';
import { OutsideFiles } from './unit/files/outside-files.ts';
import { RunRecords } from './unit/files/run-records.ts';
import { type Memory, UnitState } from './unit/files/unit-state.ts';

/**
 * Handles the removal of the unit: what plugins put stays behind, all else goes. What can't be removed is said, and holds
 * the removal up no more.
 */
export async function leave(charm: Charm, host: Host, unit: Unit): Promise<void> {
  const say = (line: string) => host.warn(line);
  const told = new Set<string>();
  const failed = (error: unknown) => {
    const reason = reasonOf(error);
    if (!told.has(reason)) say(`left behind: ${reason}`);
    told.add(reason);
  };
  const step = <T>(run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      failed(error);
      return undefined;
    }
  };
  const state = new UnitState(host.root, unit, failed);
  const folder = new ManagedFolder(host.root, unit.application);
  const runs = new RunRecords(host.root, unit.application, failed);
  const disk = new UnitDisk(host.root);
  const isShared = step(() => state.isShared);
  const memory = step(() => memoryOf(state, folder));
  const situation = {
    config: new Config(new Map()),
    spec: emptySpec,
    scripts: [],
    leaving: true,
    isConfirmed: true,
    wasPublished: memory?.wasPublished ?? true,
    isShared: isShared ?? true,
    unit: unit.name,
    base: new ManagedBase(host.root, failed),
    outside: new OutsideFiles(host.root, disk, (_, error) => failed(error)),
    runs,
    tell: say,
    secret: () => ({ kind: 'missing' }) as const,
    now: Date.now(),
  };
  const { files } = await filesOf(charm, situation, folder, memory ?? state.memory, failed);
  // Another unit of the application on this machine keeps its files. What nobody can tell about stays as well.
  if (isShared === false && memory !== undefined) {
    step(() => folder.putBack(files));
    step(() => folder.keepOnly(files, failed));
    step(() => runs.end());
    const names = Object.keys(files);
    if (names.length > 0)
      say(`left in ${folder.path}, for a restore of what was saved: ${names.join(', ')}`);
  } else if (isShared !== true) {
    failed(`${folder.path} stays as it is, as nobody can tell who needs it; remove it by hand`);
  }
  step(() => state.remove(failed));
}

/**
 * Without a memory, as a removal before this one was cut off, or the disk has lost it, nobody knows that nothing was
 * published: what is on the disk is then what was put last.
 */
function memoryOf({ isKnown, memory }: UnitState, folder: ManagedFolder): Memory {
  if (isKnown) return memory;
  const files = folder.read();
  return { ...memory, wasPublished: Object.keys(files).length > 0, files };
}
