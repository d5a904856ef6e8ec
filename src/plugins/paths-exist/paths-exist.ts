import { Minimatch } from 'minimatch';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { missingPath } from '../fileset/problems.ts';

/** What may be missing all the same. */
export interface PathsExistOptions {
  /** Glob patterns of absolute paths. */
  readonly except?: readonly string[];
}

/** Refuses paths that don't exist on this unit, of which the charm itself only warns. */
export function pathsExist({ except = [] }: PathsExistOptions = {}): Validator {
  const name = 'paths-exist';
  const exceptions = except.map((pattern) => new Minimatch(pattern, { dot: true }));
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, disk, report }) => {
        for (const entry of draft.entries) {
          const missing = entry.paths
            .filter((path) => path.startsWith('/') && !path.includes('\0'))
            .filter((path) => disk.lstat(path) === undefined);
          const isExcepted = missing.every((path) =>
            exceptions.some((exception) => exception.match(path)),
          );
          // The same problem as the warning, so that it takes the warning's place.
          if (!isExcepted) report({ ...missingPath(entry, missing), severity: 'error' });
        }
      });
    },
  };
}

/** As the config option `plugins` makes it. */
export function pathsExistFrom(options: PluginOptions): Validator {
  return pathsExist({ except: options.patterns('except') });
}
