import { inFiles, inUnits } from '../../core/problems/amounts.ts';
import { visible } from '../../core/problems/quote.ts';
import type { FrozenDraft } from '../../core/spec/draft.ts';
import { type Count, countEach } from '../../core/unit/disk/count.ts';
import { type UnitDisk, Unreadable } from '../../core/unit/disk/unit-disk.ts';

/** What a backup would save of some paths. */
export interface Saved {
  /** `<path>: <what it holds>`, for each path. */
  readonly lines: readonly string[];
  readonly all: Count;
}

/** How far the counting goes. */
export const mostCounted = { entries: 20_000_000, seconds: 600 };

/** Milliseconds between two lines of progress. */
const interval = 10_000;

/** The paths that the draft names on this unit, or that its globs match here, each once. */
export function pathsHere({ entries }: FrozenDraft): readonly string[] {
  return [...new Set(entries.flatMap(({ paths }) => paths))];
}

/**
 * Counts what is below the paths, as Bacula walks them.
 *
 * @param log - takes a line of progress now and then
 * @param clock - milliseconds from any point in time on
 */
export function countSaved(
  paths: readonly string[],
  disk: UnitDisk,
  log: (line: string) => void,
  clock: () => number = () => performance.now(),
): Saved {
  const begin = clock();
  let next = begin + interval;
  const { all, each } = countEach(paths, disk, {
    entries: mostCounted.entries,
    late: `counting stopped after ${mostCounted.seconds} seconds`,
    isLate(soFar) {
      const now = clock();
      if (now >= next) {
        next = now + interval;
        log(`counting what would be saved, ${amount(soFar)} so far`);
      }
      return now - begin >= mostCounted.seconds * 1000;
    },
  });
  return { lines: paths.map((path) => `${visible(path)}: ${holds(path, disk, each)}`), all };
}

function holds(path: string, disk: UnitDisk, each: ReadonlyMap<string, Count>): string {
  const look = disk.lstat(path);
  if (look === undefined) return 'missing, nothing is saved';
  if (look instanceof Unreadable) return `can't be read (${look.reason}), nothing is saved`;
  const count = each.get(path) ?? { files: 0, bytes: 0 };
  return count.cut === undefined ? amount(count) : `at least ${amount(count)}: ${count.cut}`;
}

export function amount({ files, bytes }: Count): string {
  return `${inFiles(files)} with ${inUnits(bytes)}`;
}
