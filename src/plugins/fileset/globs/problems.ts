import { kind, listed, shortList } from '../../../core/problems/kind.ts';
import { quote } from '../../../core/problems/quote.ts';
import { type At, atEntry, pathsOf } from '../at-entry.ts';

/** Where a glob was looked for. */
type MatchScope = 'this unit' | 'any unit that has looked for it';

export const globWithoutMatch = kind(
  'fileset/glob-without-match',
  'error',
  'A glob matches nothing on any unit that has looked for it. Bacula never expands a glob: published as it is, it would save nothing.',
  (at: At, where: MatchScope) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches nothing on ${where}`,
    fix: 'correct it, or list the folder that will hold the files; a character meant literally goes in brackets, as in [*]',
  }),
);

export const alternativeWithoutMatch = kind(
  'fileset/alternative-without-match',
  'warning',
  'One of the alternatives of a `{}` list matches nothing, while others do. A file that it would match from now on is saved only after the next event.',
  (at: At, alternatives: readonly string[], where: MatchScope) => ({
    ...atEntry(at),
    message: `${listed(alternatives)} (from ${quote(at.value)}) matches nothing on ${where}`,
    fix: 'take out the alternative if that is as it should be',
  }),
);

export const tooManyAlternatives = kind(
  'fileset/too-many-alternatives',
  'error',
  'The `{}` lists of a glob stand for more than 1,000 alternatives, each of which would be looked for on its own.',
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
  (at: At, limit: number, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths`,
    fix: `list the parent folder ${quote(parent)} instead`,
  }),
);

export const tooManyMatchesTogether = kind(
  'fileset/too-many-matches-together',
  'error',
  'A glob matches more than 10,000 paths on all units together: the provider has one list for all of them.',
  (at: At, limit: number, biggest: { unit: string; matches: number }, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths on all units together, ${biggest.matches.toLocaleString('en')} of them on ${biggest.unit}`,
    fix: `list the parent folder ${quote(parent)} instead`,
  }),
);

export const unitsWithoutAnswer = kind(
  'fileset/units-without-answer',
  'warning',
  'The leader does not know yet what the globs match on some units. Until they say so, it publishes what they said last of each pattern that still stands.',
  (units: readonly string[]) => ({
    option: 'fileset',
    message: `what its globs match on ${shortList(units)} is not known yet`,
    fix: 'wait for the next hook there, or see in juju status what holds it up',
  }),
);

export const nameNotUtf8 = kind(
  'fileset/name-not-utf8',
  'error',
  'A glob meets a file name that is not UTF-8, which neither a databag nor a UTF-8 catalog can hold. It is left out.',
  (at: At, paths: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} has a name that is not UTF-8 (a byte of it is shown as \uFFFD)`,
    fix: 'rename the file, or narrow the pattern so that it is left out',
  }),
);

export const unreadableFolder = kind(
  'fileset/unreadable-folder',
  'warning',
  "A glob meets a folder that root can't read, so what matches in it is not known. The file daemon is root too, so it would save nothing of it.",
  (at: At, folders: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, folders)} can't be read, so what matches in it is not known`,
    fix: 'make the folder readable for root, or narrow the pattern so that it is left out',
  }),
);

export const globWithScript = kind(
  'fileset/glob-with-script',
  'warning',
  'There is a glob and a `run-before-backup` script. A glob is expanded before the script runs, so what the script makes is not among its matches.',
  (at: At) => ({
    ...atEntry(at),
    message: `what run-before-backup makes is not among the matches of ${quote(at.value)}, which are looked for before`,
    fix: 'list the folder into which the script writes',
  }),
);
