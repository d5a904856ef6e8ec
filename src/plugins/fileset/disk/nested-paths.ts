import { entryCheck } from '../entry-check.ts';
import { listedAncestor, listedPaths } from '../listed.ts';
import { nestedPath } from '../problems.ts';
import { areOnDifferentDevices } from './mounts.ts';

/** Warns of paths below another one, unless they are on another file system: there the one above does not include them. */
export const nestedPaths = () =>
  entryCheck('nested-paths', [nestedPath], ({ draft, disk, report }) => {
    const listed = listedPaths(draft);
    const tops = new Map<string, string | undefined>();
    /** The topmost listed path that includes this one: a tree of matches is one problem then, not one for each folder. */
    const topAbove = (path: string): string | undefined => {
      if (!tops.has(path)) {
        const above = listedAncestor(path, listed);
        const isIncluded = above !== undefined && !areOnDifferentDevices(disk, path, above);
        tops.set(path, isIncluded ? (topAbove(above) ?? above) : undefined);
      }
      return tops.get(path);
    };
    return (entry, paths) => {
      const byAncestor = Map.groupBy(paths, topAbove);
      for (const [above, nested] of byAncestor) {
        if (above !== undefined) report(nestedPath(entry, nested, above));
      }
    };
  });
