import type { FilesetEntry } from '../../core/spec/draft.ts';

/**
 * What stays of `published` for now: a path that fits a pattern which some unit has not looked for yet may be there.
 * `minimatch` is loaded only when there is such a pattern.
 */
export async function keptPaths(
  entries: readonly FilesetEntry[],
  published: () => readonly string[],
): Promise<string[]> {
  const patterns = entries
    .flatMap(({ glob }) => glob?.patterns ?? [])
    .filter(({ isUnanswered }) => isUnanswered)
    .map(({ text }) => text);
  if (patterns.length === 0) return [];
  const { Minimatch } = await import('minimatch');
  const matchers = patterns.map(
    (pattern) => new Minimatch(pattern.replace(/\/+$/, ''), { dot: true }),
  );
  // A pattern itself is no path: the Python charm published it as it was.
  const isKept = (path: string) =>
    !patterns.includes(path) && matchers.some((matcher) => matcher.match(path));
  return published().filter(isKept);
}
