import { entryCheck } from '../entry-check.ts';
import { listedAncestor, listedPaths } from '../listed.ts';
import { nestedPath } from '../problems.ts';
import { areOnDifferentDevices } from './mounts.ts';

/** Warns of paths below another one, unless they are on another file system: there the one above does not include them. */
export const nestedPaths = () =>
  entryCheck('nested-paths', [nestedPath], ({ draft, disk, report }) => {
    const listed = listedPaths(draft);
    return (entry, paths) => {
      const byAncestor = Map.groupBy(paths, (path) => {
        const above = listedAncestor(path, listed);
        return above === undefined || areOnDifferentDevices(disk, path, above) ? undefined : above;
      });
      for (const [above, nested] of byAncestor) {
        if (above !== undefined) report(nestedPath(entry, nested, above));
      }
    };
  });
