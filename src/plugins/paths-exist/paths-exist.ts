import { Minimatch } from 'minimatch';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { missingPath } from './problems.ts';

/** What may be missing. */
export interface PathsExistOptions {
  /** Patterns of paths that may be missing; none where it is not given. */
  readonly except?: readonly string[];
}

/** Refuses paths that don't exist on this unit, of which the charm itself only warns. Each unit judges its own disk. */
export function pathsExist({ except = [] }: PathsExistOptions = {}): Validator<'paths-exist'> {
  const name = 'paths-exist';
  const exceptions = except.map((pattern) => new Minimatch(pattern, { dot: true }));
  return {
    name,
    problems: [missingPath],
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, disk, report }) => {
        for (const entry of draft.entries) {
          const missing = entry.paths
            .filter((path) => path.startsWith('/') && !path.includes('\0'))
            .filter((path) => !exceptions.some((exception) => exception.match(path)))
            .filter((path) => disk.lstat(path) === undefined);
          if (missing.length > 0) report(missingPath(entry, missing));
        }
      });
    },
  };
}

/** As the config option `plugins` makes it. */
export function pathsExistFrom(options: PluginOptions): Validator {
  return pathsExist({ except: options.patterns('except') });
}
