import { kind, listed, shortList } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

/** Where in the fileset a problem is. */
interface At {
  readonly value: string;
  readonly line: number;
}

const fileset = ({ value, line }: At) => ({ option: 'fileset', value, line });

/** Where a glob was looked for. */
type MatchScope = 'this unit' | 'any unit that has looked for it';

/** `"/a"`, or `"/b/c", "/b/d" (from "/b/*")`. */
function pathsOf(at: At, paths: readonly string[]): string {
  const isLiteral = paths.length === 1 && at.value.startsWith(paths[0] ?? '');
  return isLiteral ? listed(paths) : `${listed(paths)} (from ${quote(at.value)})`;
}

export const filesetNotSet = kind(
  'fileset/not-set',
  'error',
  'There is nothing to save: `fileset` is unset, or holds only blanks, commas and line breaks.',
  () => ({
    option: 'fileset',
    message: 'is not set, so there is nothing to save',
    fix: 'list what to save, as in fileset=/var/backups,/etc',
  }),
);

export const relativePath = kind(
  'fileset/relative-path',
  'error',
  'An entry does not start with `/`. Bacula would resolve it against the working folder of its daemon, or read it as a command or a list.',
  (at: At) => ({
    ...fileset(at),
    message: `${quote(at.value)} is not an absolute path`,
    fix: `write it from the root, as in ${quote(`/${at.value.replace(/^[./]+/, '')}`)}`,
  }),
);

export const notAPath = kind(
  'fileset/not-a-path',
  'error',
  'An entry is something that a fileset does not know: a comment, `~`, a variable, quotes, `@file`, an item of a YAML list, an exclusion, a Windows path, a byte order mark.',
  (at: At, intent: { readonly what: string; readonly fix: string }) => ({
    ...fileset(at),
    message: `${quote(at.value)} ${intent.what}`,
    fix: intent.fix,
  }),
);

export const socket = kind(
  'fileset/socket',
  'warning',
  'A listed path is a socket. Bacula saves nothing of a socket, and says OK.',
  (at: At, paths: readonly string[]) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is a socket, of which nothing is saved`,
    fix: 'take it out',
  }),
);

export const tooManyAlternatives = kind(
  'fileset/too-many-alternatives',
  'error',
  'The `{}` lists of a glob stand for more than 1,000 alternatives, each of which would be looked for on its own.',
  (at: At, limit: number, parent: string) => ({
    ...fileset(at),
    message: `${quote(at.value)} stands for more than ${limit.toLocaleString('en')} alternatives`,
    fix: `write * in place of a range, or list the folder ${quote(parent)}`,
  }),
);

export const globWithScript = kind(
  'fileset/glob-with-script',
  'warning',
  'There is a glob and a `run-before-backup` script. A glob is expanded before the script runs, so what the script makes is not among its matches.',
  (at: At) => ({
    ...fileset(at),
    message: `what run-before-backup makes is not among the matches of ${quote(at.value)}, which are looked for before`,
    fix: 'list the folder into which the script writes',
  }),
);

export const parentSegment = kind(
  'fileset/parent-segment',
  'error',
  'An entry has a `..` segment. What it leads to changes with the symbolic links on each unit.',
  (at: At) => ({
    ...fileset(at),
    message: `${quote(at.value)} has a ".." in it, which can lead elsewhere on another unit`,
    fix: 'write the path that it leads to',
  }),
);

export const globWithoutMatch = kind(
  'fileset/glob-without-match',
  'error',
  'A glob matches nothing on any unit that has looked for it. Bacula never expands a glob: published as it is, it would save nothing.',
  (at: At, where: MatchScope) => ({
    ...fileset(at),
    message: `${quote(at.value)} matches nothing on ${where}`,
    fix: 'correct it, or list the folder that will hold the files; a character meant literally goes in brackets, as in [*]',
  }),
);

export const alternativeWithoutMatch = kind(
  'fileset/alternative-without-match',
  'warning',
  'One of the alternatives of a `{}` list matches nothing, while others do. A file that it would match from now on is saved only after the next event.',
  (at: At, alternatives: readonly string[], where: MatchScope) => ({
    ...fileset(at),
    message: `${listed(alternatives)} (from ${quote(at.value)}) matches nothing on ${where}`,
    fix: 'take out the alternative if that is as it should be',
  }),
);

export const tooManyMatches = kind(
  'fileset/too-many-matches',
  'error',
  'A glob matches more than 10,000 paths, each of which would be a line in the configuration of the provider.',
  (at: At, limit: number, parent: string) => ({
    ...fileset(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths`,
    fix: `list the parent folder ${quote(parent)} instead`,
  }),
);

export const tooManyMatchesTogether = kind(
  'fileset/too-many-matches-together',
  'error',
  'A glob matches more than 10,000 paths on all units together: the provider has one list for all of them.',
  (at: At, limit: number, biggest: { unit: string; matches: number }, parent: string) => ({
    ...fileset(at),
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
    ...fileset(at),
    message: `${pathsOf(at, paths)} has a name that is not UTF-8 (a byte of it is shown as \uFFFD)`,
    fix: 'rename the file, or narrow the pattern so that it is left out',
  }),
);

export const unreadableFolder = kind(
  'fileset/unreadable-folder',
  'warning',
  "A glob meets a folder that root can't read, so what matches in it is not known. The file daemon is root too, so it would save nothing of it.",
  (at: At, folders: readonly string[]) => ({
    ...fileset(at),
    message: `${pathsOf(at, folders)} can't be read, so what matches in it is not known`,
    fix: 'make the folder readable for root, or narrow the pattern so that it is left out',
  }),
);

export const pathTooLong = kind(
  'fileset/path-too-long',
  'error',
  'A path is longer than any system call takes (PATH_MAX), so no file daemon could open it.',
  (at: At, paths: readonly string[], limit: number) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is longer than ${limit.toLocaleString('en')} bytes, the longest path that can be opened`,
    fix: 'list a folder above it',
  }),
);

export const missingPath = kind(
  'fileset/missing-path',
  'warning',
  'A listed path does not exist on this unit. Bacula notes it in the job log and saves nothing of it, unless `run-before-backup` makes it in time.',
  (at: At, paths: readonly string[]) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} does not exist on this unit`,
    fix: 'create it before the next backup, or correct the path',
  }),
);

export const unreadablePath = kind(
  'fileset/unreadable-path',
  'warning',
  "Root can't look at a listed path on this unit: it is in another user's FUSE mount, say, or on a network mount that is gone. The file daemon is root too, so it saves nothing of it.",
  (at: At, paths: readonly string[], reason: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} can't be read (${reason}), so it would not be saved`,
    fix: 'make it readable for root, or take it out',
  }),
);

export const symbolicLink = kind(
  'fileset/symbolic-link',
  'warning',
  'A listed path is a symbolic link, and what it leads to is not listed. Bacula saves the link itself and nothing of what it leads to.',
  (at: At, paths: readonly string[], target?: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is a symbolic link, and only the link would be saved`,
    fix: target === undefined ? 'list what it leads to' : `list what it leads to: ${quote(target)}`,
  }),
);

export const linkedParent = kind(
  'fileset/linked-parent',
  'warning',
  'A listed path is reached through a symbolic link. Bacula saves what is there, but its restore fails where a folder behind the link is gone.',
  (at: At, paths: readonly string[], real?: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is behind a symbolic link, where a restore can't make a folder that is gone`,
    fix: real === undefined ? 'list the real path' : `list the real path: ${quote(real)}`,
  }),
);

export const nestedMount = kind(
  'fileset/nested-mount',
  'warning',
  'Another file system is mounted below a listed folder. Bacula does not enter it, and still says OK.',
  (at: At, mounts: readonly string[]) => ({
    ...fileset(at),
    message: `${listed(mounts)} below ${quote(at.value)} is another file system, which Bacula skips`,
    fix: 'list it too if it is to be saved',
  }),
);

export const pseudoFileSystem = kind(
  'fileset/pseudo-file-system',
  'error',
  'A listed path is on a file system that the kernel makes up, such as proc or sysfs: there is nothing to restore.',
  (at: At, paths: readonly string[], type: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is on a pseudo file system (${type}), which has nothing to restore`,
    fix: 'take it out',
  }),
);

export const nestedPath = kind(
  'fileset/nested-path',
  'warning',
  'A listed path is below another one on the same file system, so Bacula saves it twice, and a restore can leave folders with another modification time.',
  (at: At, paths: readonly string[], above: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is below ${quote(above)}, so it would be saved twice`,
    fix: 'take out one of them, unless it is another file system on another unit',
  }),
);
