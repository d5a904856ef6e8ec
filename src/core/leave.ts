import type { Charm } from './charm.ts';
import type { Host } from './host.ts';
import type { Unit } from './juju/event.ts';
import { filesOf } from './materialize.ts';
import { emptySpec } from './spec/spec.ts';
import { ManagedBase } from './unit/managed-base.ts';
import { ManagedFolder } from './unit/managed-folder.ts';
import { UnitState } from './unit/unit-state.ts';

/**
 * Handles the removal of the unit: what plugins put stays behind, all else goes. What can't be removed is said, and holds
 * the removal up no more.
 */
export async function leave(charm: Charm, host: Host, unit: Unit): Promise<void> {
  const state = new UnitState(host.root, unit);
  const say = (line: string) => host.warn(line);
  const failed = (error: Error) => say(`left behind: ${error.message}`);
  const folder = new ManagedFolder(host.root, unit.application);
  const { isShared, memory } = state;
  const situation = {
    spec: emptySpec,
    scripts: [],
    leaving: true,
    isConfirmed: true,
    wasPublished: memory.wasPublished,
    isShared,
    unit: unit.name,
    base: new ManagedBase(host.root),
    now: Date.now(),
  };
  const files = await filesOf(charm, situation, folder, memory, failed);
  // Another unit of the application on this machine keeps its files.
  if (!isShared) {
    folder.make(files, failed);
    const names = Object.keys(files);
    if (names.length > 0)
      say(`left in ${folder.path}, for a restore of what was saved: ${names.join(', ')}`);
  }
  try {
    state.remove();
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)));
  }
}
