import type { ValidateConfigContext } from '../../../core/hooks/hooks.ts';
import { listed } from '../../../core/problems/kind.ts';
import type { FilesetEntry } from '../../../core/spec/draft.ts';
import { PathPattern } from '../../../core/spec/path-pattern.ts';
import { PathPatterns } from '../../../core/spec/path-patterns.ts';
import { decodeContribution, type Matches, type Word } from './contribution.ts';
import { wordDropped } from './problems.ts';

/** Characters of what another unit said that are shown. */
const mostShown = 200;

/**
 * What the other units have answered, by unit: only what the patterns of these entries could have found there, by the
 * matcher that looks for them on a disk.
 */
export function hear(
  contributions: ReadonlyMap<string, string>,
  entries: readonly FilesetEntry[],
  report: ValidateConfigContext['report'],
): ReadonlyMap<string, Matches> {
  const texts = entries.flatMap(({ glob }) => glob?.patterns.map(({ text }) => text) ?? []);
  const patterns = new Map([...new Set(texts)].map((text) => [text, matcherOf(text)]));
  // Units mostly say the same: what they have in common is read once.
  const words = new Map<string, Word>();
  const answers = [...contributions].map(([unit, text]) => {
    const word = words.get(text) ?? decodeContribution(text, patterns, shown);
    words.set(text, word);
    const { matches, dropped } = word;
    if (dropped !== '') report(wordDropped(unit, dropped));
    return [unit, matches] as const;
  });
  return new Map(answers);
}

/** The words of two units mostly differ in a few paths. */
function matcherOf(text: string): (path: string) => boolean {
  const patterns = new PathPatterns([new PathPattern(text)]);
  const known = new Set<string>();
  return (path) => {
    if (known.has(path)) return true;
    const isMatched = patterns.match(path);
    if (isMatched) known.add(path);
    return isMatched;
  };
}

function shown(paths: readonly string[]): string {
  return listed(
    paths.map((path) => (path.length > mostShown ? `${path.slice(0, mostShown)}…` : path)),
  );
}
