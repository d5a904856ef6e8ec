import { symbolicLink } from '../../core/problems/fileset.ts';
import { entryCheck } from './entry-check.ts';

/** Warns of paths that are symbolic links: Bacula saves the link, not what it leads to. */
export const symbolicLinks = () =>
  entryCheck('symbolic-links', ({ disk, report }) => (entry, paths) => {
    const [link, ...others] = paths.filter((path) => disk.lstat(path)?.isSymbolicLink());
    if (link === undefined) return;
    const target = others.length === 0 ? disk.realpath(link) : undefined;
    report(symbolicLink(entry, [link, ...others], target));
  });
