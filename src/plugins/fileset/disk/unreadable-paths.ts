import { Unreadable } from '../../../core/unit/disk/unit-disk.ts';
import { entryCheck } from '../entry-check.ts';
import { unreadablePath } from '../problems.ts';

/** Warns of paths that root can't look at on this unit: the file daemon, which is root too, could not save them either. */
export const unreadablePaths = () =>
  entryCheck('unreadable-paths', [unreadablePath], ({ disk, report }) => (entry, paths) => {
    const byReason = Map.groupBy(paths, (path) => {
      const found = disk.lstat(path);
      return found instanceof Unreadable ? found.reason : undefined;
    });
    for (const [reason, unreadable] of byReason) {
      if (reason !== undefined) report(unreadablePath(entry, unreadable, reason));
    }
  });
