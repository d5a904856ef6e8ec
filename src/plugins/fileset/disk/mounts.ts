import { ifThere, type Mount, type UnitDisk } from '../../../core/unit/disk/unit-disk.ts';

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
  return holder(treeOf(disk), ifThere(disk.realpath(path)) ?? path);
}

/** The mounts of a disk, and which of them holds what: there can be thousands of mounts, and of paths. */
interface MountTree {
  readonly points: ReadonlyMap<string, Mount>;
  /** By folders that were asked for. */
  readonly holders: Map<string, Mount | undefined>;
}

const trees = new WeakMap<readonly Mount[], MountTree>();

function treeOf(disk: UnitDisk): MountTree {
  const mounts = disk.mounts();
  const known = trees.get(mounts);
  if (known !== undefined) return known;
  const points = new Map(mounts.map((mount) => [mount.point, mount]));
  const tree = { points, holders: new Map<string, Mount | undefined>() };
  trees.set(mounts, tree);
  return tree;
}

function holder({ points, holders }: MountTree, path: string): Mount | undefined {
  const mount = points.get(path);
  if (mount !== undefined || path === '/' || !path.startsWith('/')) return mount;
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  const known = holders.get(folder);
  if (known !== undefined || holders.has(folder)) return known;
  const found = holder({ points, holders }, folder);
  holders.set(folder, found);
  return found;
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
