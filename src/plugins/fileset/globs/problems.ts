import { kind, listed, plural, shortList } from '../../../core/problems/kind.ts';
import { quote } from '../../../core/problems/quote.ts';
import { type At, atEntry, pathsOf, shortened } from '../at-entry.ts';
import { literalParent } from './limit.ts';

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

export const globTooBig = kind(
  'fileset/glob-too-big',
  'error',
  'A glob is too big to be meant: too long, too deep, or together with others too much to look for. It stands for nothing.',
  'list the folder above, or write * in place of a list',
  (at: At, what: string) => ({
    ...atEntry(at),
    message: `${shortened(at.value)} ${what}`,
    fix: `list the folder ${quote(literalParent(at.value))}, or write * in place of a list`,
  }),
);

export const tooManyMatches = kind(
  'fileset/too-many-matches',
  'error',
  'A glob matches more than 10,000 paths, each of which would be a line in the configuration of the provider. What is published of it stays, and so does all the rest.',
  'list the folder above instead',
  (at: At, limit: number, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths`,
    fix: `list ${quote(parent)} instead`,
  }),
);

export const globOverBudget = kind(
  'fileset/glob-over-budget',
  'error',
  'A glob takes more than a unit has for it: 10 seconds for all globs of an event, and memory for what they lead to. What is published of it stays, and so does all the rest.',
  'list the folder above instead',
  (at: At, what: string, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} ${what}`,
    fix: `list ${quote(parent)} instead`,
  }),
);

export const tooManyMatchesTogether = kind(
  'fileset/too-many-matches-together',
  'error',
  'A glob matches more than 10,000 paths on all units together: the provider has one list for all of them. What is published of it stays, and so does all the rest.',
  'list the folder above instead',
  (at: At, limit: number, biggest: { unit: string; matches: number }, parent: string) => ({
    ...atEntry(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths on all units (${biggest.matches.toLocaleString('en')} on ${biggest.unit})`,
    fix: `list ${quote(parent)} instead`,
  }),
);

export const tooManyBytesTogether = kind(
  'fileset/too-many-bytes-together',
  'error',
  'The paths that globs match on all units together are longer than the databag of a relation is to hold. What is published of the biggest one stays, and so does all the rest.',
  'list the folder above instead',
  (at: At, limit: number, parent: string) => ({
    ...atEntry(at),
    message: `what ${quote(at.value)} matches on all units is longer than the ${limit / 1024 / 1024} MiB that there are for it`,
    fix: `list ${quote(parent)} instead`,
  }),
);

export const wordDropped = kind(
  'fileset/answer-dropped',
  'warning',
  "A unit says of the globs what can't be true: paths that no pattern of the fileset matches, or that no charm writes so. It is dropped, and the rest counts.",
  'find out who has changed the databag of that unit',
  (unit: string, what: string) => ({
    option: 'fileset',
    message: `of what ${unit} says of its globs, this is dropped: ${what}`,
  }),
);

export const linkNotFollowed = kind(
  'fileset/link-not-followed',
  'warning',
  'A part of a glob with magic in it meets a symbolic link to a folder. A glob follows only what it names literally, so nothing in there matches.',
  'list what it leads to if that is to be saved',
  (at: At, links: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, links)} ${plural(links, 'is a symbolic link', 'are symbolic links')}, which a glob follows only where it names ${plural(links, 'it', 'them')}`,
    fix: `list what ${plural(links, 'it leads', 'they lead')} to if that is to be saved`,
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
