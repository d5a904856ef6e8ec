import { dirname } from 'node:path';
import { ifThere, type Mount, type UnitDisk } from '../../../core/unit/disk/unit-disk.ts';

/** Whether `path` is strictly below `folder`. Both are absolute and normalised. */
export function isBelow(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** The mounts that can be seen: of two on the same point, an automount and what it has mounted, the later one. */
export function visibleMounts(disk: UnitDisk): readonly Mount[] {
  return [...pointsOf(disk).values()];
}

/** The mount that holds the path. Of two on the same point, the later covers the earlier. */
export function mountOf(disk: UnitDisk, path: string): Mount | undefined {
  const points = pointsOf(disk);
  for (let folder = ifThere(disk.realpath(path)) ?? path; ; folder = dirname(folder)) {
    const mount = points.get(folder);
    if (mount !== undefined || folder === '/' || !folder.startsWith('/')) return mount;
  }
}

const pointsOfDisk = new WeakMap<readonly Mount[], ReadonlyMap<string, Mount>>();

/** By their points: there can be thousands of mounts, and of paths. */
function pointsOf(disk: UnitDisk): ReadonlyMap<string, Mount> {
  const mounts = disk.mounts();
  const known = pointsOfDisk.get(mounts);
  if (known !== undefined) return known;
  const points = new Map(mounts.map((mount) => [mount.point, mount]));
  pointsOfDisk.set(mounts, points);
  return points;
}

/**
 * Whether two paths are on different file systems as Bacula sees it: by st_dev, which tells btrfs subvolumes apart
 * where the mount list does not.
 */
export function areOnDifferentDevices(disk: UnitDisk, one: string, other: string): boolean {
  if (mountOf(disk, one)?.device !== mountOf(disk, other)?.device) return true;
  const [oneDevice, otherDevice] = [one, other].map((path) => ifThere(disk.stat(path))?.dev);
  return oneDevice !== undefined && otherDevice !== undefined && oneDevice !== otherDevice;
}
