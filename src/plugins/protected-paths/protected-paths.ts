import { dirname } from 'node:path';
import { Minimatch } from 'minimatch';
import { aboveProtectedPath, protectedPath } from '../../core/problems/validators.ts';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator } from '../../core/validators/validator.ts';

export interface ProtectedPathsOptions {
  /** Glob patterns of absolute paths that must not be in the fileset, nor anything below them. */
  readonly deny: readonly string[];
  /** Glob patterns of what may be there all the same, with all that is below. */
  readonly allow?: readonly string[];
}

/** Refuses paths that the site's rules keep out of backups. */
export function protectedPaths({ deny, allow = [] }: ProtectedPathsOptions): Validator {
  const name = 'protected-paths';
  const denied = deny.map((text) => new Pattern(text));
  const allowed = allow.map((text) => new Pattern(text));
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, report }) => {
        for (const entry of draft.entries) {
          const paths = entry.paths
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
