import type { ValidateConfigContext } from '../../../core/hooks/hooks.ts';
import { type FilesetEntry, type GlobPattern, pathsOnAllUnits } from '../../../core/spec/draft.ts';
import type { Matches } from './contribution.ts';
import { literalParent, mostBytesTogether, mostMatches } from './limit.ts';
import {
  alternativeWithoutMatch,
  globWithoutMatch,
  tooManyBytesTogether,
  tooManyMatchesTogether,
  unitsWithoutAnswer,
} from './problems.ts';

/** What the leader knows of the other units, and where it says what is wrong. */
interface Leader extends Pick<ValidateConfigContext, 'unit' | 'report' | 'leaveOut'> {
  /** What the other units have answered, by unit. */
  readonly others: ReadonlyMap<string, Matches>;
}

/** Adds to each glob what only other units have, and judges it on all of them. */
export function unite(entries: readonly FilesetEntry[], leader: Leader): FilesetEntry[] {
  const united = withinBytes(
    entries.map((entry) => uniteEntry(entry, leader)),
    leader,
  );
  const patterns = united.flatMap(({ glob }) => glob?.patterns ?? []);
  const unanswered = patterns.filter(({ isUnanswered }) => isUnanswered);
  const silent = [...leader.others].filter(([, matches]) =>
    unanswered.some(({ text }) => !matches.has(text)),
  );
  if (silent.length > 0) leader.report(unitsWithoutAnswer(silent.map(([unit]) => unit)));
  return united;
}

function uniteEntry(entry: FilesetEntry, leader: Leader): FilesetEntry {
  const { unit, others, report, leaveOut } = leader;
  const { paths, glob } = entry;
  if (glob === undefined) return entry;
  const answers = [...new Set(others.values())];
  const known = new Set(paths);
  const patterns = glob.patterns.map((pattern): GlobPattern => {
    const elsewhere = new Set<string>();
    for (const matches of answers) {
      for (const path of matches.get(pattern.text) ?? []) {
        if (!known.has(path)) elsewhere.add(path);
      }
    }
    return {
      ...pattern,
      elsewhere: [...elsewhere].sort(),
      isUnanswered: pattern.isUnanswered || answers.some((matches) => !matches.has(pattern.text)),
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
    const parent = literalParent(entry.value);
    leaveOut([], tooManyMatchesTogether(entry, mostMatches, biggest, parent));
    return withLastMatches(united);
  }

  const isFound = ({ text, here, isUnknownHere }: GlobPattern) =>
    isUnknownHere === true ||
    here.length > 0 ||
    answers.some((matches) => (matches.get(text) ?? []).length > 0);
  const withoutMatch = patterns.filter((pattern) => !isFound(pattern)).map(({ text }) => text);
  const where = others.size === 0 ? 'this unit' : 'any unit';
  const isUnknown = patterns.some(({ isUnknownHere }) => isUnknownHere === true);
  if (total === 0 && !isUnknown) report(globWithoutMatch(entry, where));
  else if (withoutMatch.length > 0) report(alternativeWithoutMatch(entry, withoutMatch, where));
  return united;
}

/** One databag has to hold all of it: of globs that are too much together, the one with the most goes first. */
function withinBytes(entries: readonly FilesetEntry[], { leaveOut }: Leader): FilesetEntry[] {
  const united = [...entries];
  const sizes = united.map(({ glob, ...entry }) =>
    glob === undefined ? 0 : bytesOf(pathsOnAllUnits({ ...entry, glob })),
  );
  for (;;) {
    const most = Math.max(0, ...sizes);
    const sum = sizes.reduce((all, size) => all + size, 0);
    if (most <= mostBytesTogether.one && sum <= mostBytesTogether.all) return united;
    const index = sizes.indexOf(most);
    const entry = united[index];
    if (entry === undefined) return united;
    const limit = most > mostBytesTogether.one ? mostBytesTogether.one : mostBytesTogether.all;
    leaveOut([], tooManyBytesTogether(entry, limit, literalParent(entry.value)));
    united[index] = withLastMatches(entry);
    sizes[index] = 0;
  }
}

/** What is published of its patterns stays. What this unit has found is still what it has found. */
function withLastMatches(entry: FilesetEntry): FilesetEntry {
  const { literals = [], patterns = [] } = entry.glob ?? {};
  const kept = patterns.map((pattern) => ({ ...pattern, elsewhere: [], isUnanswered: true }));
  return { ...entry, paths: literals, glob: { literals, patterns: kept } };
}

function sizeOf(lists: readonly (readonly string[])[]): number {
  return new Set(lists.flat()).size;
}

function bytesOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + Buffer.byteLength(path) + 1, 0);
}
