import { Unreadable } from '../../../core/unit/disk/unit-disk.ts';
import { entryCheck, grouped } from '../entry-check.ts';
import { unreadablePath } from '../problems.ts';

/** Warns of paths that root can't look at on this unit: the file daemon, which is root too, could not save them either. */
export const unreadablePaths = () =>
  entryCheck('unreadable-paths', [unreadablePath], ({ disk, report }) => (entry, paths) => {
    const byReason = grouped(paths, (path) => {
      const found = disk.kind(path);
      return found instanceof Unreadable ? found.reason : undefined;
    });
    for (const [reason, unreadable] of byReason) report(unreadablePath(entry, unreadable, reason));
  });
