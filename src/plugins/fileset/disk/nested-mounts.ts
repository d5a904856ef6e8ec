import { isPseudo } from '../../../core/unit/disk/mounts.ts';
import { ifThere } from '../../../core/unit/disk/unit-disk.ts';
import { absolutePathsOf, addTo, entryCheck } from '../entry-check.ts';
import { nearestAbove } from '../listed.ts';
import { nestedMount } from '../problems.ts';
import { areOnDifferentDevices, visibleMounts } from './mounts.ts';

const none: readonly string[] = [];

/** Warns of file systems mounted below a listed folder, unless they are listed too or hold nothing to save. */
export const nestedMounts = () =>
  entryCheck('nested-mounts', [nestedMount], ({ draft, disk, report }) => {
    const mounts = visibleMounts(disk);
    const pseudo = new Set(mounts.filter(isPseudo).map(({ point }) => point));
    const pseudoAbove = nearestAbove(pseudo);
    const real = mounts
      .map(({ point }) => point)
      .filter((point) => !pseudo.has(point) && pseudoAbove(point) === undefined);
    // By the folders above them: there can be thousands of mounts, and of paths.
    const byFolder = new Map<string, string[]>();
    for (const point of real) {
      for (let folder = point; folder !== '/'; ) {
        folder = folder.slice(0, folder.lastIndexOf('/')) || '/';
        addTo(byFolder, folder, point);
      }
    }
    if (byFolder.size === 0) return () => {};

    const realPath = (path: string) => ifThere(disk.realpath(path)) ?? path;
    const listed = new Set<string>();
    for (const entry of draft.entries) {
      for (const path of absolutePathsOf(entry)) listed.add(realPath(path));
    }
    return (entry, paths) => {
      const skipped = paths.flatMap((path) => {
        const folder = realPath(path);
        const below = byFolder.get(folder);
        const isSkipped = (point: string) =>
          !listed.has(point) && areOnDifferentDevices(disk, point, folder);
        return below?.filter(isSkipped) ?? none;
      });
      if (skipped.length > 0) report(nestedMount(entry, [...new Set(skipped)].sort()));
    };
  });
