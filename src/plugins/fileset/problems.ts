import { kind, listed } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';
import { type At, atEntry, pathsOf } from './at-entry.ts';

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
    ...atEntry(at),
    message: `${quote(at.value)} is not an absolute path`,
    fix: `write it from the root, as in ${quote(`/${at.value.replace(/^[./]+/, '')}`)}`,
  }),
);

export const notAPath = kind(
  'fileset/not-a-path',
  'error',
  'An entry is something that a fileset does not know: a comment, `~`, a variable, quotes, `@file`, an item of a YAML list, an exclusion, a Windows path, a byte order mark.',
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
  (at: At, paths: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} is a socket, of which nothing is saved`,
    fix: 'take it out',
  }),
);

export const parentSegment = kind(
  'fileset/parent-segment',
  'error',
  'An entry has a `..` segment. What it leads to changes with the symbolic links on each unit.',
  (at: At) => ({
    ...atEntry(at),
    message: `${quote(at.value)} has a ".." in it, which can lead elsewhere on another unit`,
    fix: 'write the path that it leads to',
  }),
);

export const pathTooLong = kind(
  'fileset/path-too-long',
  'error',
  'A path is longer than any system call takes (PATH_MAX), so no file daemon could open it.',
  (at: At, paths: readonly string[], limit: number) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} is longer than ${limit.toLocaleString('en')} bytes, the longest path that can be opened`,
    fix: 'list a folder above it',
  }),
);

export const missingPath = kind(
  'fileset/missing-path',
  'warning',
  'A listed path does not exist on this unit. Bacula notes it in the job log and saves nothing of it, unless `run-before-backup` makes it in time.',
  (at: At, paths: readonly string[]) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} does not exist on this unit`,
    fix: 'create it before the next backup, or correct the path',
  }),
);

export const unreadablePath = kind(
  'fileset/unreadable-path',
  'warning',
  "Root can't look at a listed path on this unit: it is in another user's FUSE mount, say, or on a network mount that is gone. The file daemon is root too, so it saves nothing of it.",
  (at: At, paths: readonly string[], reason: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} can't be read (${reason}), so it would not be saved`,
    fix: 'make it readable for root, or take it out',
  }),
);

export const symbolicLink = kind(
  'fileset/symbolic-link',
  'warning',
  'A listed path is a symbolic link, and what it leads to is not listed. Bacula saves the link itself and nothing of what it leads to.',
  (at: At, paths: readonly string[], target?: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} is a symbolic link, and only the link would be saved`,
    fix: target === undefined ? 'list what it leads to' : `list what it leads to: ${quote(target)}`,
  }),
);

export const linkedParent = kind(
  'fileset/linked-parent',
  'warning',
  'A listed path is reached through a symbolic link. Bacula saves what is there, but its restore fails where a folder behind the link is gone.',
  (at: At, paths: readonly string[], real?: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} is behind a symbolic link, where a restore can't make a folder that is gone`,
    fix: real === undefined ? 'list the real path' : `list the real path: ${quote(real)}`,
  }),
);

export const nestedMount = kind(
  'fileset/nested-mount',
  'warning',
  'Another file system is mounted below a listed folder. Bacula does not enter it, and still says OK.',
  (at: At, mounts: readonly string[]) => ({
    ...atEntry(at),
    message: `${listed(mounts)} below ${quote(at.value)} is another file system, which Bacula skips`,
    fix: 'list it too if it is to be saved',
  }),
);

export const pseudoFileSystem = kind(
  'fileset/pseudo-file-system',
  'error',
  'A listed path is on a file system that the kernel makes up, such as proc or sysfs: there is nothing to restore.',
  (at: At, paths: readonly string[], type: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} is on a pseudo file system (${type}), which has nothing to restore`,
    fix: 'take it out',
  }),
);

export const nestedPath = kind(
  'fileset/nested-path',
  'warning',
  'A listed path is below another one on the same file system, so Bacula saves it twice, and a restore can leave folders with another modification time.',
  (at: At, paths: readonly string[], above: string) => ({
    ...atEntry(at),
    message: `${pathsOf(at, paths)} is below ${quote(above)}, so it would be saved twice`,
    fix: 'take out one of them, unless it is another file system on another unit',
  }),
);
