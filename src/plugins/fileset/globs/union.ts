import type { ValidateConfigContext } from '../../../core/hooks/hooks.ts';
import { type FilesetEntry, type GlobPattern, pathsOnAllUnits } from '../../../core/spec/draft.ts';
import type { Matches } from './contribution.ts';
import { literalParent, mostMatches } from './limit.ts';
import {
  alternativeWithoutMatch,
  globWithoutMatch,
  tooManyMatchesTogether,
  unitsWithoutAnswer,
} from './problems.ts';

/** What the leader knows of the other units, and where it says what is wrong. */
interface Leader {
  /** This unit's name. */
  readonly unit: string;
  /** What the other units have answered, by unit. */
  readonly others: ReadonlyMap<string, Matches>;
  readonly report: ValidateConfigContext['report'];
}

/** Adds to each glob what only other units have, and judges it on all of them. */
export function unite(entries: readonly FilesetEntry[], leader: Leader): FilesetEntry[] {
  const united = entries.map((entry) => uniteEntry(entry, leader));
  const patterns = united.flatMap(({ glob }) => glob?.patterns ?? []);
  const unanswered = patterns.filter(({ isUnanswered }) => isUnanswered);
  const silent = [...leader.others].filter(([, matches]) =>
    unanswered.some(({ text }) => !matches.has(text)),
  );
  if (silent.length > 0) leader.report(unitsWithoutAnswer(silent.map(([unit]) => unit)));
  return united;
}

function uniteEntry(entry: FilesetEntry, { unit, others, report }: Leader): FilesetEntry {
  const { paths, glob } = entry;
  if (glob === undefined) return entry;
  const answers = [...others.values()];
  const known = new Set(paths);
  const patterns = glob.patterns.map((pattern): GlobPattern => {
    const found = new Set(answers.flatMap((matches) => matches.get(pattern.text) ?? []));
    return {
      ...pattern,
      elsewhere: [...found].filter((path) => !known.has(path)).sort(),
      isUnanswered: answers.some((matches) => !matches.has(pattern.text)),
    };
  });

  const united = { ...entry, glob: { ...glob, patterns } };
  const total = pathsOnAllUnits(united).length;
  if (total > mostMatches) {
    const sizes = [
      { unit, matches: sizeOf(patterns.map(({ here }) => here)) },
      ...[...others].map(([name, matches]) => ({
        unit: name,
        matches: sizeOf(patterns.map(({ text }) => matches.get(text) ?? [])),
      })),
    ];
    const [biggest = { unit, matches: total }] = sizes.sort((a, b) => b.matches - a.matches);
    report(tooManyMatchesTogether(entry, mostMatches, biggest, literalParent(entry.value)));
  }

  const isFound = ({ text, here }: GlobPattern) =>
    here.length > 0 || answers.some((matches) => (matches.get(text) ?? []).length > 0);
  const withoutMatch = patterns.filter((pattern) => !isFound(pattern)).map(({ text }) => text);
  const where = others.size === 0 ? 'this unit' : 'any unit';
  if (total === 0) report(globWithoutMatch(entry, where));
  else if (withoutMatch.length > 0) report(alternativeWithoutMatch(entry, withoutMatch, where));
  return united;
}

function sizeOf(lists: readonly (readonly string[])[]): number {
  return new Set(lists.flat()).size;
}
