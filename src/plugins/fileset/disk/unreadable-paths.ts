import { Unreadable } from '../../../core/unit/disk/unit-disk.ts';
import { addTo, entryCheck } from '../entry-check.ts';
import { unreadablePath } from '../problems.ts';

/** Warns of paths that root can't look at on this unit: the file daemon, which is root too, could not save them either. */
export const unreadablePaths = () =>
  entryCheck('unreadable-paths', [unreadablePath], ({ disk, report }) => (entry, paths) => {
    const byReason = new Map<string, string[]>();
    for (const path of paths) {
      const found = disk.kind(path);
      if (found instanceof Unreadable) addTo(byReason, found.reason, path);
    }
    for (const [reason, unreadable] of byReason) report(unreadablePath(entry, unreadable, reason));
  });
