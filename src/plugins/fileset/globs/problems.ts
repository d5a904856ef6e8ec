import { kind, listed, plural, shortList } from '../../../core/problems/kind.ts';
import { quote } from '../../../core/problems/quote.ts';
import { type At, atEntry, pathsOf } from '../at-entry.ts';

/** Where a glob was looked for. */
type MatchScope = 'this unit' | 'any unit';

export const globWithoutMatch = kind(
  'fileset/glob-without-match',
  'error',
  'A glob matches nothing on any unit that has looked for it. Bacula never expands a glob: published as it is, it would save nothing. A character that is meant literally goes in brackets, as in `[*]`.',
  'correct it, or list the folder that will hold the files',
  (at: At, where: MatchScope) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches nothing on ${where}`,
  }),
);

export const alternativeWithoutMatch = kind(
  'fileset/alternative-without-match',
  'warning',
  'One of the alternatives of a `{}` list matches nothing, while others do. A file that it would match from now on is saved only after the next event.',
  'take it out if that is as it should be',
  (at: At, alternatives: readonly string[], where: MatchScope) => ({
    ...atEntry(at),
    message: `${listed(alternatives)} (from ${quote(at.value)}) ${plural(alternatives, 'matches', 'match')} nothing on ${where}`,
    fix: `take ${plural(alternatives, 'it', 'them')} out if that is as it should be`,
  }),
);

export const tooManyAlternatives = kind(
  'fileset/too-many-alternatives',
  'error',
  'The `{}` lists of a glob stand for more than 1,000 alternatives, each of which would be looked for on its own.',
  'write * in place of a range, or list the folder above',
  (at: At, limit: number, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} stands for more than ${limit.toLocaleString('en')} alternatives`,
    fix: `write * in place of a range, or list the folder ${quote(parent)}`,
  }),
);

export const tooManyMatches = kind(
  'fileset/too-many-matches',
  'error',
  'A glob matches more than 10,000 paths, each of which would be a line in the configuration of the provider.',
  'list the folder above instead',
  (at: At, limit: number, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths`,
    fix: `list ${quote(parent)} instead`,
  }),
);

export const tooManyMatchesTogether = kind(
  'fileset/too-many-matches-together',
  'error',
  'A glob matches more than 10,000 paths on all units together: the provider has one list for all of them.',
  'list the folder above instead',
  (at: At, limit: number, biggest: { unit: string; matches: number }, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths on all units (${biggest.matches.toLocaleString('en')} on ${biggest.unit})`,
    fix: `list ${quote(parent)} instead`,
  }),
);

export const unitsWithoutAnswer = kind(
  'fileset/units-without-answer',
  'warning',
  'The leader does not know yet what the globs match on some units. Until they say so, it publishes what they said last of each pattern that still stands.',
  'see juju status, or wait for the next hook there',
  (units: readonly string[]) => ({
    option: 'fileset',
    message: `what its globs match on ${shortList(units)} is not known yet`,
  }),
);

export const nameNotUtf8 = kind(
  'fileset/name-not-utf8',
  'error',
  'A glob meets a file name that is not UTF-8, which neither a databag nor a UTF-8 catalog can hold. It is left out.',
  'rename it, or narrow the pattern so that it is left out',
  (at: At, paths: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} ${plural(paths, 'has a name that is', 'have names that are')} not UTF-8 (a byte of it is shown as \uFFFD)`,
    fix: `rename ${plural(paths, 'it', 'them')}, or narrow the pattern so that ${plural(paths, 'it is', 'they are')} left out`,
  }),
);

export const unreadableFolder = kind(
  'fileset/unreadable-folder',
  'warning',
  "A glob meets a folder that root can't read, so what matches in it is not known. The file daemon is root too, so it would save nothing of it.",
  'make it readable for root, or narrow the pattern so that it is left out',
  (at: At, folders: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, folders)} can't be read, so what matches in ${plural(folders, 'it', 'them')} is not known`,
    fix: `make ${plural(folders, 'it', 'them')} readable for root, or narrow the pattern so that ${plural(folders, 'it is', 'they are')} left out`,
  }),
);

export const globWithScript = kind(
  'fileset/glob-with-script',
  'warning',
  'There is a glob and a `run-before-backup` script. A glob is expanded before the script runs, so what the script makes is not among its matches.',
  'list the folder into which the script writes',
  (at: At) => ({
    ...atEntry(at),
    message: `what run-before-backup makes is not among the matches of ${quote(at.value)}, which are looked for before`,
  }),
);
