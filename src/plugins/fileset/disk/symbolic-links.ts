import { ifThere } from '../../../core/unit/disk/unit-disk.ts';
import { entryCheck } from '../entry-check.ts';
import { listedPaths, nearestAbove } from '../listed.ts';
import { symbolicLink } from '../problems.ts';

/** Warns of paths that are symbolic links, unless what they lead to is listed too: Bacula saves the link alone. */
export const symbolicLinks = () =>
  entryCheck('symbolic-links', [symbolicLink], ({ draft, disk, report }) => {
    const listed = listedPaths(draft);
    const above = nearestAbove(listed);
    const isListed = (path: string) => listed.has(path) || above(path) !== undefined;
    return (entry, paths) => {
      const links = paths
        .filter((path) => disk.kind(path) === 'link')
        .map((path) => ({ path, target: ifThere(disk.realpath(path)) }))
        .filter(({ target }) => target === undefined || !isListed(target));
      if (links.length === 0) return;
      const [only] = links.length === 1 ? links : [];
      const found = links.map(({ path }) => path);
      report(symbolicLink(entry, found, only?.target));
    };
  });
