import { isTooLong } from '../entry-check.ts';
import { normalize } from '../parse.ts';
import { mostMatches, mostOfWord } from './limit.ts';

/** The matches of each pattern on one unit. */
export type Matches = ReadonlyMap<string, readonly string[]>;

/** What another unit said, as far as it can be true. */
export interface Word {
  readonly matches: Matches;
  /** What was dropped of it, in words; empty where all of it counts. */
  readonly dropped: string;
}

/**
 * What a unit tells the leader. The patterns in it say what it answers: of another fileset, only what it says of the
 * patterns that are in both still counts. Empty where there is no pattern.
 */
export function encodeContribution(matches: Matches): string {
  const sorted = [...matches].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? '' : JSON.stringify(Object.fromEntries(sorted));
}

/**
 * What another unit said of these patterns. It is believed only where it can be true: a path counts under a pattern that
 * matches it, in the form in which the charm itself writes paths. A text that is no answer, or is not there yet, says nothing.
 *
 * @param patterns - whether each matches a path
 * @param shown - how a path is shown
 */
export function decodeContribution(
  text: string,
  patterns: ReadonlyMap<string, (path: string) => boolean>,
  shown: (paths: readonly string[]) => string,
): Word {
  if (text === '') return { matches: new Map(), dropped: '' };
  if (text.length > mostOfWord) {
    return {
      matches: new Map(),
      dropped: `all of it, as it is longer than ${mostOfWord.toLocaleString('en')} characters`,
    };
  }
  const said = parse(text);
  if (typeof said !== 'object' || said === null || Array.isArray(said)) {
    return { matches: new Map(), dropped: 'all of it, as it is no list of paths' };
  }
  const matches = new Map<string, readonly string[]>();
  const unfit: string[] = [];
  const odd: string[] = [];
  for (const [pattern, paths] of Object.entries(said)) {
    const match = patterns.get(pattern);
    if (match === undefined) continue;
    if (!Array.isArray(paths) || paths.length > mostMatches) {
      odd.push(pattern);
      continue;
    }
    const fit: string[] = [];
    for (const path of paths) {
      if (isPath(path) && match(path)) fit.push(path);
      else unfit.push(typeof path === 'string' ? path : 'something else than text');
    }
    matches.set(pattern, fit);
  }
  const dropped = [
    ...(unfit.length > 0 ? [`${shown(unfit)}, which its globs can't match`] : []),
    ...(odd.length > 0
      ? [
          `its answer to ${shown(odd)}, which is no list of at most ${mostMatches.toLocaleString('en')} paths`,
        ]
      : []),
  ];
  return { matches, dropped: dropped.join(', and ') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As the charm itself writes them: another unit's word is not taken for more than that. */
function isPath(value: unknown): value is string {
  if (typeof value !== 'string' || !value.startsWith('/') || value.includes('\0')) return false;
  if (!value.isWellFormed() || isTooLong(value)) return false;
  return normalize(value) === value && !value.split('/').includes('..');
}
