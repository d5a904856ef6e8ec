import { entryCheck } from '../entry-check.ts';
import { socket } from '../problems.ts';

/** Warns of sockets that the config names itself: nothing of one is saved. Among the matches of a glob they do no harm. */
export const sockets = () =>
  entryCheck('sockets', [socket], ({ disk, report }) => (entry, paths) => {
    const all = paths.filter((path) => disk.kind(path) === 'socket');
    if (all.length === 0) return;
    const named = new Set(entry.glob?.literals ?? paths);
    const found = all.filter((path) => named.has(path));
    if (found.length > 0) report(socket(entry, found));
  });
