import { CharmError, reasonOf } from '../../problems/charm-error.ts';

/** What the system says, in words for the person who must act, and what to do about it. */
const known: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  EACCES: ['permission denied', 'see what keeps root from it, such as AppArmor or a network mount'],
  EBUSY: ['something is mounted on it', 'unmount it'],
  EDQUOT: ['the quota of the disk is used up', 'raise it, or free some space'],
  EEXIST: ['something else is in its place', 'move that away'],
  EIO: ['the disk fails to read or write', 'see the log of the kernel, and replace the disk'],
  EISDIR: ['a folder is in its place', 'move that away'],
  ELOOP: ['a symbolic link is in its place', 'move that away'],
  EMFILE: ['too many files are open', 'raise the limit of open files'],
  ENFILE: ['too many files are open', 'raise the limit of open files of the machine'],
  ENOSPC: ['no space is left on the disk', 'free some space, or inodes'],
  ENOTDIR: ['something that is no folder is in its place', 'move that away'],
  EPERM: [
    'the system protects it',
    'take the attributes i and a from it and its folder: chattr -i -a',
  ],
  EROFS: ['the file system is read-only', 'mount it to be written to'],
};

/** What went wrong with a file or folder that the charm keeps: which one, why, and what to do about it. */
export class DiskError extends CharmError {
  override readonly name = 'DiskError';
  /** What is wrong, as a clause that names the path. */
  readonly what: string;
  /** What to do about it, as an imperative clause. */
  readonly fix: string;

  constructor(what: string, fix: string) {
    super(`${what}; ${fix}`);
    this.what = what;
    this.fix = fix;
  }

  /**
   * @param shown - the path on the unit
   * @param action - what could not be done with it, as in `written`
   */
  static of(shown: string, action: string, cause: unknown): DiskError {
    if (cause instanceof DiskError) return cause;
    const code = codeOf(cause);
    const [what, fix] = known[code] ?? [reasonOf(cause), 'see what is wrong there: ls -la'];
    const shownCode = Object.hasOwn(known, code) ? ` (${code})` : '';
    return new DiskError(`${shown} can't be ${action}: ${what}${shownCode}`, fix);
  }
}

/** The system's code of an error, as in `ENOENT`; empty where it has none. */
export function codeOf(error: unknown): string {
  // Node has no name for this one.
  if (error instanceof Error && 'errno' in error && error.errno === -122) return 'EDQUOT';
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Takes a failure where none is expected. */
export function rethrow(error: Error): never {
  throw error;
}
