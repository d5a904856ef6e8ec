import { ifThere } from '../../../core/unit/disk/unit-disk.ts';
import { entryCheck } from '../entry-check.ts';
import { socket } from '../problems.ts';

/** Warns of sockets that the config names itself: nothing of one is saved. Among the matches of a glob they do no harm. */
export const sockets = () =>
  entryCheck('sockets', [socket], ({ disk, report }) => (entry, paths) => {
    const named = new Set(entry.glob?.literals ?? paths);
    const found = paths.filter((path) => named.has(path) && ifThere(disk.lstat(path))?.isSocket());
    if (found.length > 0) report(socket(entry, found));
  });
