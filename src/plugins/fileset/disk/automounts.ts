import { ifThere } from '../../../core/unit/disk/unit-disk.ts';
import { entryCheck } from '../entry-check.ts';
import { automount } from '../problems.ts';

/** Warns of automount points, mounted or not: one that is idle when a backup begins is saved without its folders. */
export const automounts = () =>
  entryCheck('automounts', [automount], ({ disk, report }) => {
    const automatic = disk.mounts().filter(({ type }) => type === 'autofs');
    const points = new Set(automatic.map(({ point }) => point));
    return (entry, paths) => {
      if (points.size === 0) return;
      const found = paths.filter((path) => points.has(ifThere(disk.realpath(path)) ?? path));
      if (found.length > 0) report(automount(entry, found));
    };
  });
