import fs from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { unreadablePaths } from '../../../../src/plugins/fileset/disk/unreadable-paths.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { check } from '../../../support/check.ts';
import { world } from '../../../support/world.ts';

it('warns of what root can not look at, with the reason', async () => {
  const real = fs.lstatSync;
  const lstat = vi.spyOn(fs, 'lstatSync').mockImplementation((...args) => {
    if (String(args[0]).endsWith('/remote')) {
      throw Object.assign(new Error("EACCES: permission denied, lstat '/remote'"), {
        code: 'EACCES',
      });
    }
    return Reflect.apply(real, fs, args);
  });
  onTestFinished(() => lstat.mockRestore());
  const root = world({ '/home/alice': 'folder' });
  const { lines } = await check(
    [fileset(), unreadablePaths()],
    { fileset: '/home/alice/remote,/home/alice,/none' },
    root,
  );
  expect(lines).toEqual([
    'warning fileset/unreadable-path: fileset: "/home/alice/remote" can\'t be read (permission denied), so nothing of it would be saved; make it readable for root, or take it out',
  ]);
});
