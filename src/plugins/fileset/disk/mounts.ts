import { ifThere, type Mount, type UnitDisk } from '../../../core/unit/disk/unit-disk.ts';
import { type FindAbove, nearestAbove } from '../listed.ts';

/** Whether `path` is strictly below `folder`. Both are absolute and normalised. */
export function isBelow(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** The mounts that can be seen: of two on the same point, an automount and what it has mounted, the later one. */
export function visibleMounts(disk: UnitDisk): readonly Mount[] {
  return [...treeOf(disk).points.values()];
}

/** The mount that holds the path. Of two on the same point, the later covers the earlier. */
export function mountOf(disk: UnitDisk, path: string): Mount | undefined {
  const { points, above } = treeOf(disk);
  const real = ifThere(disk.realpath(path)) ?? path;
  const point = points.has(real) || !real.startsWith('/') ? real : above(real);
  return point === undefined ? undefined : points.get(point);
}

/** The mounts of a disk, by their points: there can be thousands of mounts, and of paths. */
interface MountTree {
  readonly points: ReadonlyMap<string, Mount>;
  /** The nearest mount point above a path. */
  readonly above: FindAbove;
}

const trees = new WeakMap<readonly Mount[], MountTree>();

function treeOf(disk: UnitDisk): MountTree {
  const mounts = disk.mounts();
  const known = trees.get(mounts);
  if (known !== undefined) return known;
  const points = new Map(mounts.map((mount) => [mount.point, mount]));
  const tree = { points, above: nearestAbove(points) };
  trees.set(mounts, tree);
  return tree;
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
