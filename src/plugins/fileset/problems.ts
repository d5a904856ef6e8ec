import { kind, listed, plural } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';
import { type At, atEntry, cut, pathsOf, shortened } from './at-entry.ts';

export const filesetNotSet = kind(
  'fileset/not-set',
  'error',
  'There is nothing to save: `fileset` is unset, or holds only blanks, commas and line breaks.',
  'list what to save, as in fileset=/var/backups,/etc',
  () => ({
    option: 'fileset',
    message: 'is not set, so there is nothing to save',
  }),
);

export const filesetTooLong = kind(
  'fileset/too-long',
  'error',
  'The option `fileset` is longer than what the charm reads. None of it counts then.',
  'list folders in place of what is in them',
  (bytes: number, most: number) => ({
    option: 'fileset',
    message: `is ${bytes.toLocaleString('en')} bytes long, and at most ${most.toLocaleString('en')} are read`,
  }),
);

export const tooManyEntries = kind(
  'fileset/too-many-entries',
  'error',
  'The option `fileset` has more entries than the charm reads. None of them counts then.',
  'list folders in place of what is in them',
  ({ line }: At, most: number) => ({
    option: 'fileset',
    line,
    message: `has more than ${most.toLocaleString('en')} entries`,
  }),
);

export const entryTooLong = kind(
  'fileset/entry-too-long',
  'error',
  'An entry is longer than any path or glob that is meant: a comma or a line break is missing, most likely.',
  'put a comma or a line break between paths, or make a list in braces into several',
  (at: At, most: number) => ({
    ...atEntry(at),
    message: `${shortened(at.value)} is ${at.value.length.toLocaleString('en')} characters long, and at most ${most.toLocaleString('en')} are read`,
  }),
);

export const relativePath = kind(
  'fileset/relative-path',
  'error',
  'An entry does not start with `/`. Bacula would resolve it against the working folder of its daemon, or read it as a command or a list.',
  'write it from the root',
  (at: At) => ({
    ...atEntry(at),
    message: `${quote(at.value)} is not an absolute path`,
    fix: `write it from the root, as in ${quote(`/${at.value.replace(/^[./]+/, '')}`)}`,
  }),
);

export const notAPath = kind(
  'fileset/not-a-path',
  'error',
  'An entry is something that a fileset does not know: a comment, `~`, a variable, quotes, `@file`, an item of a YAML list, an exclusion, a Windows path, a byte order mark.',
  'write the path that was meant; the message says how',
  (at: At, intent: { readonly what: string; readonly fix: string }) => ({
    ...atEntry(at),
    message: `${quote(at.value)} ${intent.what}`,
    fix: intent.fix,
  }),
);

export const socket = kind(
  'fileset/socket',
  'warning',
  'A listed path is a socket. Bacula saves nothing of a socket, and says OK.',
  'take it out',
  (at: At, paths: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} ${plural(paths, 'is a socket', 'are sockets')}, of which nothing is saved`,
    fix: `take ${plural(paths, 'it', 'them')} out`,
  }),
);

export const parentSegment = kind(
  'fileset/parent-segment',
  'error',
  'An entry has a `..` segment. What it leads to changes with the symbolic links on each unit.',
  'write the path that it leads to',
  (at: At) => ({
    ...atEntry(at),
    message: `${quote(at.value)} has a ".." in it, which can lead elsewhere on another unit`,
  }),
);

export const pathTooLong = kind(
  'fileset/path-too-long',
  'error',
  'A path is longer than any system call takes (PATH_MAX), so no file daemon could open it.',
  'list a folder above it',
  (at: At, paths: readonly string[], limit: number) => ({
    ...atEntry(at),
    message: `${pathsOf({ ...at, value: cut(at.value) }, paths.map(cut))} ${plural(paths, 'is', 'are')} longer than ${limit.toLocaleString('en')} bytes, the longest path that can be opened`,
  }),
);

export const missingPath = kind(
  'fileset/missing-path',
  'warning',
  'A listed path does not exist on this unit. Bacula notes it in the job log and saves nothing of it, unless `run-before-backup` makes it in time.',
  'create it before the next backup, or correct the path',
  (at: At, paths: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} ${plural(paths, 'does', 'do')} not exist on this unit`,
    fix: `create ${plural(paths, 'it before the next backup, or correct the path', 'them before the next backup, or correct the paths')}`,
  }),
);

export const unreadablePath = kind(
  'fileset/unreadable-path',
  'warning',
  "Root can't look at a listed path on this unit: it is in another user's FUSE mount, say, or on a network mount that is gone. The file daemon is root too, so it saves nothing of it.",
  'make it readable for root, or take it out',
  (at: At, paths: readonly string[], reason: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} can't be read (${reason}), so nothing of ${plural(paths, 'it', 'them')} would be saved`,
    fix: plural(
      paths,
      'make it readable for root, or take it out',
      'make them readable for root, or take them out',
    ),
  }),
);

export const symbolicLink = kind(
  'fileset/symbolic-link',
  'warning',
  'A listed path is a symbolic link, and what it leads to is not listed. Bacula saves the link itself and nothing of what it leads to.',
  'list what it leads to',
  (at: At, paths: readonly string[], target?: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} ${plural(paths, 'is a symbolic link, and only the link', 'are symbolic links, and only the links')} would be saved`,
    fix:
      target === undefined
        ? plural(paths, 'list what it leads to', 'list what they lead to')
        : `list what it leads to: ${quote(target)}`,
  }),
);

export const linkedParent = kind(
  'fileset/linked-parent',
  'warning',
  'A listed path is reached through a symbolic link. Bacula saves what is there, but its restore fails where a folder behind the link is gone.',
  'list the real path',
  (at: At, paths: readonly string[], real?: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} ${plural(paths, 'is', 'are')} behind a symbolic link, where a restore can't make a folder that is gone`,
    fix:
      real === undefined
        ? plural(paths, 'list the real path', 'list the real paths')
        : `list the real path: ${quote(real)}`,
  }),
);

export const nestedMount = kind(
  'fileset/nested-mount',
  'warning',
  'Another file system is mounted below a listed folder. Bacula does not enter it, and still says OK.',
  'list it too if it is to be saved',
  (at: At, mounts: readonly string[]) => ({
    ...atEntry(at),
    message: `${listed(mounts)} below ${quote(at.value)} ${plural(mounts, 'is another file system', 'are other file systems')}, which Bacula skips`,
    fix: plural(
      mounts,
      'list it too if it is to be saved',
      'list them too if they are to be saved',
    ),
  }),
);

export const automount = kind(
  'fileset/automount',
  'warning',
  'A listed path is an automount point. Where it is idle when a backup begins, Bacula saves none of the folders in it, and says OK: they are on another file system than the point was.',
  'list the folders in it',
  (at: At, points: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, points)} ${plural(points, 'is an automount point', 'are automount points')}, of whose folders nothing is saved if ${plural(points, 'it is', 'they are')} idle when a backup begins`,
    fix: `list the folders in ${plural(points, 'it', 'them')}`,
  }),
);

export const pseudoFileSystem = kind(
  'fileset/pseudo-file-system',
  'error',
  'A listed path is on a file system that the kernel makes up, such as proc or sysfs: there is nothing to restore.',
  'take it out',
  (at: At, paths: readonly string[], type: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} ${plural(paths, 'is', 'are')} on a pseudo file system (${type}), which has nothing to restore`,
    fix: `take ${plural(paths, 'it', 'them')} out`,
  }),
);

export const nestedPath = kind(
  'fileset/nested-path',
  'warning',
  'A listed path is below another one on the same file system, so Bacula saves it twice, and a restore can leave folders with another modification time.',
  'take out one of them, unless it is another file system on another unit',
  (at: At, paths: readonly string[], above: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} ${plural(paths, 'is', 'are')} below ${quote(above)}, so ${plural(paths, 'it', 'they')} would be saved twice`,
  }),
);
