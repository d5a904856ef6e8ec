import { dirname } from 'node:path';
import { Minimatch } from 'minimatch';
import { pathsOnAllUnits } from '../../core/spec/draft.ts';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { aboveProtectedPath, protectedPath } from './problems.ts';

export interface ProtectedPathsOptions {
  /** Patterns of paths that must not be in the fileset, nor anything below them. */
  readonly deny: readonly string[];
  /** Patterns of what may still be there, with all that is below; none where it is not given. */
  readonly allow?: readonly string[];
}

/**
 * Refuses paths that the site's rules keep out of backups.
 *
 * A path that matches a pattern of `deny`, or is below one that does, is an error that names the pattern. A folder above
 * what a pattern can match is a warning, since all that is in it would be saved; after a `**` the pattern could match
 * anywhere, so only folders above the `**` are warned of. What `allow` matches, and all that is below it, passes.
 */
export function protectedPaths({
  deny,
  allow = [],
}: ProtectedPathsOptions): Validator<'protected-paths'> {
  const name = 'protected-paths';
  const denied = deny.map((text) => new Pattern(text));
  const allowed = allow.map((text) => new Pattern(text));
  return {
    name,
    problems: [protectedPath, aboveProtectedPath],
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, report }) => {
        for (const entry of draft.entries) {
          const paths = pathsOnAllUnits(entry)
            .filter((path) => path.startsWith('/'))
            .filter((path) => !allowed.some((each) => each.covers(path)));
          for (const pattern of denied) {
            const within = paths.filter((path) => pattern.covers(path));
            const above = paths.filter((path) => !pattern.covers(path) && pattern.isBelow(path));
            if (within.length > 0) report(protectedPath(entry, within, pattern.text));
            if (above.length > 0) report(aboveProtectedPath(entry, above, pattern.text));
          }
        }
      });
    },
  };
}

/** As the config option `plugins` makes it. */
export function protectedPathsFrom(options: PluginOptions): Validator {
  options.require('deny', 'the patterns that are to be refused, as in [/home/*/.ssh]');
  return protectedPaths({ deny: options.patterns('deny'), allow: options.patterns('allow') });
}

class Pattern {
  readonly text: string;
  readonly #whole: Minimatch;
  readonly #start: Minimatch;

  constructor(text: string) {
    this.text = text;
    this.#whole = new Minimatch(text, { dot: true });
    const start = text.replace(/\/\*\*(\/.*)?$/s, '') || '/';
    this.#start = new Minimatch(start, { dot: true, partial: true });
  }

  /** Whether the pattern matches the path or a folder above it, which would be saved with all that is in it. */
  covers(path: string): boolean {
    return this.#whole.match(path) || (path !== '/' && this.covers(dirname(path)));
  }

  /** Whether a path below this one can match, going by what stands before a `**`: what follows it could be anywhere. */
  isBelow(path: string): boolean {
    return this.#start.match(path);
  }
}
