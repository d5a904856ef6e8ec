import { entryCheck } from '../entry-check.ts';
import { missingPath } from '../problems.ts';

/** Warns of paths that don't exist on this unit. */
export const missingPaths = () =>
  entryCheck('missing-paths', [missingPath], ({ disk, report }) => (entry, paths) => {
    const missing = paths.filter((path) => disk.kind(path) === undefined);
    if (missing.length > 0) report(missingPath(entry, missing));
  });
