import { entryCheck, grouped } from '../entry-check.ts';
import { listedPaths, nearestAbove } from '../listed.ts';
import { nestedPath } from '../problems.ts';
import { areOnDifferentDevices } from './mounts.ts';

/** Warns of paths below another one, unless they are on another file system: there the one above does not include them. */
export const nestedPaths = () =>
  entryCheck('nested-paths', [nestedPath], ({ draft, disk, report }) => {
    const above = nearestAbove(listedPaths(draft));
    const tops = new Map<string, string | undefined>();
    /** The topmost listed path that includes this one: a tree of matches is one problem then, not one for each folder. */
    const topAbove = (path: string): string | undefined => {
      const nearest = above(path);
      if (nearest === undefined) return undefined;
      if (!tops.has(path)) {
        const isIncluded = !areOnDifferentDevices(disk, path, nearest);
        tops.set(path, isIncluded ? (topAbove(nearest) ?? nearest) : undefined);
      }
      return tops.get(path);
    };
    return (entry, paths) => {
      for (const [top, nested] of grouped(paths, topAbove)) report(nestedPath(entry, nested, top));
    };
  });
