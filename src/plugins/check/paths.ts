import { inFiles, inUnits } from '../../core/problems/amounts.ts';
import { type FilesetEntry, pathsOnAllUnits } from '../../core/spec/draft.ts';
import type { Count } from '../../core/unit/disk/count.ts';
import { type Stats, type UnitDisk, Unreadable } from '../../core/unit/disk/unit-disk.ts';

/** Of a path that is not absolute, or has a NUL in it, no disk can be asked: it is refused anyway. */
export function pathsHere(entries: readonly FilesetEntry[]): string[] {
  const paths = new Set(entries.flatMap((entry) => entry.paths));
  return [...paths].filter((path) => path.startsWith('/') && !path.includes('\0'));
}

/**
 * A line for each path that the entries stand for, in their order: `/etc: folder, 312 files, 4.1 MiB`. What stands behind
 * the last `: ` is the charm's.
 *
 * @param counts - what is below each path; empty where it was not counted
 */
export function pathLines(
  entries: readonly FilesetEntry[],
  disk: UnitDisk,
  counts: ReadonlyMap<string, Count>,
): string[] {
  const here = new Set(pathsHere(entries));
  const own = new Set(entries.flatMap((entry) => entry.paths));
  return [...new Set(entries.flatMap(pathsOnAllUnits))].map((path) => {
    if (here.has(path)) return `${path}: ${describe(path, disk, counts.get(path))}`;
    return `${path}: ${own.has(path) ? 'no path that can be saved' : 'on other units only'}`;
  });
}

function describe(path: string, disk: UnitDisk, count: Count | undefined): string {
  const look = disk.lstat(path);
  if (look === undefined) return 'missing';
  if (look instanceof Unreadable) return `can't be read, ${look.reason}`;
  if (look.isFile()) return `file, ${inUnits(look.size)}`;
  if (!look.isDirectory() || count === undefined) return kindOf(look);
  const atLeast = count.cut === undefined ? '' : 'at least ';
  return `folder, ${atLeast}${inFiles(count.files)}, ${inUnits(count.bytes)}`;
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isSocket()) return 'socket';
  return stats.isFIFO() ? 'pipe' : 'device';
}
