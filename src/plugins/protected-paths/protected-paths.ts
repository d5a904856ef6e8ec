import { type FilesetEntry, pathsOnAllUnits } from '../../core/spec/draft.ts';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator, ValidatorContext } from '../../core/validators/validator.ts';
import { Pattern } from './pattern.ts';
import { aboveAllowedPath, aboveProtectedPath, notAllowedPath, protectedPath } from './problems.ts';

export interface ProtectedPathsOptions {
  /** Patterns of paths that must not be in the fileset, nor anything below them. */
  readonly deny?: readonly string[];
  /** Patterns of what may still be there, with all that is below; where `deny` is not given, of all that may be there. */
  readonly allow?: readonly string[];
}

type Report = ValidatorContext['report'];

/**
 * Refuses paths that the site's rules keep out of backups.
 *
 * A path that matches a pattern of `deny`, or is below one that does, is an error that names the pattern. A folder above
 * what a pattern can match is a warning, since all that is in it would be saved; after a `**` the pattern could match
 * anywhere, so only folders above the `**` are warned of. What `allow` matches, and all that is below it, passes. With
 * `allow` alone nothing else passes, nor a folder above what it matches.
 */
export function protectedPaths({
  deny = [],
  allow = [],
}: ProtectedPathsOptions): Validator<'protected-paths'> {
  const name = 'protected-paths';
  const denied = deny.map((text) => new Pattern(text));
  const allowed = allow.map((text) => new Pattern(text));
  return {
    name,
    problems: [protectedPath, aboveProtectedPath, notAllowedPath, aboveAllowedPath],
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, report }) => {
        for (const entry of draft.entries) {
          const paths = pathsOnAllUnits(entry)
            .filter((path) => path.startsWith('/'))
            .filter((path) => !allowed.some((each) => each.covers(path)));
          if (denied.length > 0) reportDenied(entry, paths, denied, report);
          else reportNotAllowed(entry, paths, allowed, report);
        }
      });
    },
  };
}

/** @param paths - those that are not allowed */
function reportDenied(
  entry: FilesetEntry,
  paths: readonly string[],
  denied: readonly Pattern[],
  report: Report,
): void {
  for (const pattern of denied) {
    const within = paths.filter((path) => pattern.covers(path));
    const above = paths.filter((path) => !pattern.covers(path) && pattern.isBelow(path));
    if (within.length > 0) report(protectedPath(entry, within, pattern.text));
    if (above.length > 0) report(aboveProtectedPath(entry, above, pattern.text));
  }
}

/** @param paths - those that are not allowed */
function reportNotAllowed(
  entry: FilesetEntry,
  paths: readonly string[],
  allowed: readonly Pattern[],
  report: Report,
): void {
  const rest = new Set(paths);
  for (const pattern of allowed) {
    const above = [...rest].filter((path) => pattern.isBelow(path));
    for (const path of above) rest.delete(path);
    if (above.length > 0) report(aboveAllowedPath(entry, above, pattern.text));
  }
  const texts = allowed.map(({ text }) => text);
  if (rest.size > 0) report(notAllowedPath(entry, [...rest], texts));
}

/** As the config option `plugins` makes it. */
export function protectedPathsFrom(options: PluginOptions): Validator {
  const expected = 'patterns, as in [/home/*/.ssh]';
  options.requireOneOf(['deny', 'allow'], expected);
  return protectedPaths({ deny: options.patterns('deny'), allow: options.patterns('allow') });
}
