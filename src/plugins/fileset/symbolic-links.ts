import { symbolicLink } from '../../core/problems/fileset.ts';
import { entryCheck } from './entry-check.ts';
import { listedAncestor } from './listed.ts';

/** Warns of paths that are symbolic links, unless what they lead to is listed too: Bacula saves the link alone. */
export const symbolicLinks = () =>
  entryCheck('symbolic-links', ({ draft, disk, report }) => {
    const listed = new Set(draft.entries.flatMap((entry) => entry.paths));
    const isListed = (path: string) =>
      listed.has(path) || listedAncestor(path, listed) !== undefined;
    return (entry, paths) => {
      const [link, ...others] = paths.filter((path) => {
        if (disk.lstat(path)?.isSymbolicLink() !== true) return false;
        const target = disk.realpath(path);
        return target === undefined || !isListed(target);
      });
      if (link === undefined) return;
      const target = others.length === 0 ? disk.realpath(link) : undefined;
      report(symbolicLink(entry, [link, ...others], target));
    };
  });
