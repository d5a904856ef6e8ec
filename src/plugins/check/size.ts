import { inFiles, inUnits } from '../../core/problems/amounts.ts';
import { type Count, type Counts, countEach } from '../../core/unit/disk/count.ts';
import type { UnitDisk } from '../../core/unit/disk/unit-disk.ts';
import type { Progress } from './progress.ts';

/** Names that are looked at, at most. */
export const mostNames = 1_000_000;

/** Counts what a backup of the paths would save on this unit, and says how far it is. */
export function measure(
  paths: readonly string[],
  disk: UnitDisk,
  seconds: number,
  progress: Progress,
): Counts {
  return countEach(paths, disk, {
    entries: mostNames,
    late: `counting stopped after ${seconds} seconds`,
    isLate({ files, bytes }) {
      progress.tell(() => `counted ${inFiles(files)} with ${inUnits(bytes)}`);
      return progress.elapsed >= seconds * 1000;
    },
  });
}

/** The totals, as results of the action. */
export function sizeResults({ files, bytes, cut }: Count) {
  return { files, bytes, counted: cut === undefined ? 'all' : `not all: ${cut}` };
}
