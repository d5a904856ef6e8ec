import { describe, expect, it } from 'vitest';
import { codeOf, DiskError, rethrow } from '../../../../src/core/unit/disk/disk-error.ts';

const failure = (
  code: string,
  message = `${code}: words of the system, open '/proc/self/fd/3/x'`,
) => Object.assign(new Error(message), { code });

describe('what goes wrong with a file', () => {
  it.each([
    ['EACCES', /permission denied \(EACCES\); see what keeps root from it/],
    ['EBUSY', /something is mounted on it \(EBUSY\); unmount it/],
    ['EDQUOT', /the quota of the disk is used up \(EDQUOT\); raise it/],
    ['EIO', /the disk fails to read or write \(EIO\); see the log of the kernel/],
    ['EMFILE', /too many files are open \(EMFILE\); raise the limit/],
    ['ENOSPC', /no space is left on the disk \(ENOSPC\); free some space, or inodes/],
    ['EPERM', /the system protects it \(EPERM\); .*chattr -i -a/],
    ['EROFS', /the file system is read-only \(EROFS\); mount it/],
    ['ENOTDIR', /something that is no folder is in its place \(ENOTDIR\); move that away/],
  ])('names the file, the reason and the fix: %s', (code, words) => {
    const error = DiskError.of('/opt/x', 'written', failure(code));
    expect(error.message).toMatch(/^\/opt\/x can't be written: /);
    expect(error.message).toMatch(words);
    expect(error.message).toBe(`${error.what}; ${error.fix}`);
    expect(error.message).not.toContain('/proc/self');
  });

  it('is said in the words of the system where the charm has none', () => {
    const error = DiskError.of('/opt/x', 'read', failure('ESTALE', 'ESTALE: stale, open'));
    expect(error.message).toBe(
      "/opt/x can't be read: ESTALE: stale, open; see what is wrong there: ls -la",
    );
    expect(DiskError.of('/opt/x', 'read', 'odd').what).toBe("/opt/x can't be read: odd");
  });

  it('keeps the name of the file that it was about first', () => {
    const first = DiskError.of('/opt/x/y', 'removed', failure('EBUSY'));
    expect(DiskError.of('/opt/x', 'read', first)).toBe(first);
    expect(() => rethrow(first)).toThrow(first);
  });
});

it('the quota has a code, for which Node has no name', () => {
  const error = Object.assign(failure('Unknown system error -122'), { errno: -122 });
  expect(DiskError.of('/opt/x', 'written', error).what).toContain(
    'the quota of the disk is used up',
  );
});

it('the code is empty where the system gives none', () => {
  expect([codeOf(failure('EIO')), codeOf(new Error('x')), codeOf('x')]).toEqual(['EIO', '', '']);
});
