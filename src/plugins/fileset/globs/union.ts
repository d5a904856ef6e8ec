import type { ValidateConfigContext } from '../../../core/hooks.ts';
import type { FilesetEntry } from '../../../core/spec/draft.ts';
import {
  alternativeWithoutMatch,
  globWithoutMatch,
  tooManyMatchesTogether,
  unitsWithoutAnswer,
} from '../problems.ts';
import type { Matches } from './contribution.ts';
import { literalParent, mostMatches } from './limit.ts';

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
  const unanswered = united.flatMap(({ glob }) => glob?.unanswered ?? []);
  const silent = [...leader.others].filter(([, matches]) =>
    unanswered.some((pattern) => !matches.has(pattern)),
  );
  if (silent.length > 0) leader.report(unitsWithoutAnswer(silent.map(([unit]) => unit)));
  return united;
}

function uniteEntry(entry: FilesetEntry, { unit, others, report }: Leader): FilesetEntry {
  const { paths, glob } = entry;
  if (glob === undefined) return entry;
  const patterns = [...glob.here.keys()];
  const matchesOn = (matches: Matches) => patterns.flatMap((each) => matches.get(each) ?? []);

  const elsewhere = new Set([...others.values()].flatMap(matchesOn));
  for (const path of paths) elsewhere.delete(path);
  if (paths.length + elsewhere.size > mostMatches) {
    const sizes = [...others, [unit, glob.here] as const].map(([name, matches]) => ({
      unit: name,
      matches: new Set(matchesOn(matches)).size,
    }));
    const [biggest = { unit, matches: paths.length }] = sizes.sort((a, b) => b.matches - a.matches);
    report(tooManyMatchesTogether(entry, mostMatches, biggest, literalParent(entry.value)));
  }

  const answers = [...others.values()];
  const unanswered = patterns.filter((each) => answers.some((matches) => !matches.has(each)));
  const everyone = [glob.here, ...answers];
  const isFound = (each: string) =>
    everyone.some((matches) => (matches.get(each) ?? []).length > 0);
  const withoutMatch = patterns.filter((each) => !isFound(each));
  const where = others.size === 0 ? 'this unit' : 'any unit that has looked for it';
  if (paths.length + elsewhere.size === 0) report(globWithoutMatch(entry, where));
  else if (withoutMatch.length > 0) report(alternativeWithoutMatch(entry, withoutMatch, where));
  return { ...entry, glob: { ...glob, elsewhere: [...elsewhere].sort(), unanswered } };
}
