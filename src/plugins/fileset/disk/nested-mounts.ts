import { dirname } from 'node:path';
import { isPseudo } from '../../../core/unit/disk/mounts.ts';
import { ifThere } from '../../../core/unit/disk/unit-disk.ts';
import { absolutePathsOf, entryCheck } from '../entry-check.ts';
import { nestedMount } from '../problems.ts';
import { areOnDifferentDevices, isBelow, visibleMounts } from './mounts.ts';

/** Warns of file systems mounted below a listed folder, unless they are listed too or hold nothing to save. */
export const nestedMounts = () =>
  entryCheck('nested-mounts', [nestedMount], ({ draft, disk, report }) => {
    const realPath = (path: string) => ifThere(disk.realpath(path)) ?? path;
    const listed = new Set(draft.entries.flatMap(absolutePathsOf).map(realPath));
    const mounts = visibleMounts(disk);
    const pseudo = mounts.filter(isPseudo);
    const candidates = mounts
      .map(({ point }) => point)
      .filter((point) => !listed.has(point))
      .filter(
        (point) => !pseudo.some((made) => made.point === point || isBelow(point, made.point)),
      );

    // By the folders above them: there can be thousands of mounts, and of paths.
    const byFolder = new Map<string, string[]>();
    for (const point of candidates) {
      for (let folder = point; folder !== dirname(folder); ) {
        folder = dirname(folder);
        const below = byFolder.get(folder);
        if (below === undefined) byFolder.set(folder, [point]);
        else below.push(point);
      }
    }

    return (entry, paths) => {
      const skipped = paths.map(realPath).flatMap((folder) => {
        const below = byFolder.get(folder) ?? [];
        return below.filter((point) => areOnDifferentDevices(disk, point, folder));
      });
      if (skipped.length > 0) report(nestedMount(entry, [...new Set(skipped)].sort()));
    };
  });
