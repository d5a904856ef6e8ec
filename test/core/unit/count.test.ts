import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { count } from '../../../src/core/unit/count.ts';
import { ifThere, UnitDisk, Unreadable } from '../../../src/core/unit/unit-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** /srv with two files of 1,000 bytes, one of them under two names, and a link: 6 names in all. */
function srv(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'srv/folder'), { recursive: true });
  for (const name of ['srv/a', 'srv/folder/b']) writeFileSync(join(root, name), 'x'.repeat(1000));
  linkSync(join(root, 'srv/a'), join(root, 'srv/a-again'));
  symlinkSync('/srv/folder', join(root, 'srv/link'));
  return root;
}

const limits = { entries: 1000, isLate: () => false, late: '' };

describe('what is counted', () => {
  it('is every name, and the bytes of each file once', () => {
    expect(count(['/srv'], new UnitDisk(srv()), limits)).toEqual({ files: 6, bytes: 2000 });
  });

  it('is what a link is, not what it leads to', () => {
    expect(count(['/srv/link'], new UnitDisk(srv()), limits)).toEqual({ files: 1, bytes: 0 });
  });

  it('is nothing of a missing path', () => {
    expect(count(['/nowhere'], new UnitDisk(srv()), limits)).toEqual({ files: 0, bytes: 0 });
  });

  it('is nothing on another file system than that of the path', () => {
    const disk = new UnitDisk(srv());
    const { lstat } = disk;
    disk.lstat = (path) => {
      const stats = ifThere(lstat.call(disk, path));
      return stats && Object.assign(stats, path.startsWith('/srv/folder') ? { dev: -1 } : {});
    };
    expect(count(['/srv'], disk, limits)).toEqual({ files: 4, bytes: 1000 });
    expect(count(['/srv', '/srv/folder'], disk, limits)).toEqual({ files: 6, bytes: 2000 });
  });

  it('is no socket, which Bacula passes over', async () => {
    const root = srv();
    const server = createServer().listen(join(root, 'srv/socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(count(['/srv'], new UnitDisk(root), limits).files).toBe(6);
    server.close();
  });
});

describe('the count', () => {
  it('stops after so many files, and not before', () => {
    const disk = new UnitDisk(srv());
    expect(count(['/srv'], disk, { ...limits, entries: 6 }).cut).toBe(undefined);
    expect(count(['/srv'], disk, { ...limits, entries: 5 })).toMatchObject({
      files: 5,
      cut: 'counting stopped after 5 files',
    });
  });

  it('stops when it is late', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'srv'));
    for (let number = 0; number < 300; number++) writeFileSync(join(root, `srv/${number}`), '');
    const found = count(['/srv'], new UnitDisk(root), {
      entries: 1000,
      isLate: () => true,
      late: 'it is late',
    });
    expect(found).toEqual({ files: 255, bytes: 0, cut: 'it is late' });
  });

  it('says which folder it could not read', () => {
    const disk = new UnitDisk(srv());
    disk.readdir = () => new Unreadable('permission denied');
    expect(count(['/srv'], disk, limits)).toEqual({
      files: 1,
      bytes: 0,
      cut: '"/srv" could not be read',
    });
  });

  it('passes over what can not be looked at, and says so', () => {
    const disk = new UnitDisk(srv());
    const { lstat } = disk;
    disk.lstat = (path) =>
      path === '/srv/folder' ? new Unreadable('i/o error') : lstat.call(disk, path);
    expect(count(['/srv'], disk, limits)).toEqual({
      files: 4,
      bytes: 1000,
      cut: '"/srv/folder" could not be read',
    });
  });
});
