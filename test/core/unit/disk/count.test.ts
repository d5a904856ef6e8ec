import {
  existsSync,
  globSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, countEach } from '../../../../src/core/unit/disk/count.ts';
import { ifThere, UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** /srv with two files of 1,000 bytes, one of them under two names, and a link: 6 names in all. */
function srv(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'srv/folder'), { recursive: true });
  for (const name of ['srv/a', 'srv/folder/b']) writeFileSync(join(root, name), 'x'.repeat(1000));
  linkSync(join(root, 'srv/a'), join(root, 'srv/a-again'));
  symlinkSync('folder', join(root, 'srv/link'));
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

  it('is of another file system below the path the folder alone that it is mounted on', () => {
    const disk = new UnitDisk(srv());
    const { lstat } = disk;
    disk.lstat = (path) => {
      const stats = ifThere(lstat.call(disk, path));
      return (
        stats && Object.assign(stats, path.toString().startsWith('/srv/folder') ? { dev: -1 } : {})
      );
    };
    expect(count(['/srv'], disk, limits)).toEqual({ files: 5, bytes: 1000 });
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
    disk.entries = () => new Unreadable('permission denied');
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

describe('the count of each path', () => {
  const sizes = (root: string, ...paths: readonly string[]) => {
    const { all, each } = countEach(paths, new UnitDisk(root), limits);
    return { all, ...Object.fromEntries(each) };
  };

  it('has what another listed path below it has, and all of them have it once', () => {
    const folder = { files: 2, bytes: 1000 };
    const whole = { files: 6, bytes: 2000 };
    const expected = { all: whole, '/srv': whole, '/srv/folder': folder };
    expect(sizes(srv(), '/srv', '/srv/folder')).toEqual(expected);
    expect(sizes(srv(), '/srv/folder', '/srv')).toEqual(expected);
    expect(sizes(srv(), '/srv', '/srv/folder', '/srv/folder/b')).toEqual({
      ...expected,
      '/srv/folder/b': { files: 1, bytes: 1000 },
    });
  });

  it('sees a listed path by way of a link', () => {
    const folder = { files: 1, bytes: 1000 };
    expect(sizes(srv(), '/srv/link/b', '/srv/folder/b')).toEqual({
      all: folder,
      '/srv/link/b': folder,
      '/srv/folder/b': folder,
    });
  });

  it('has the bytes of a file with two names where it is met first', () => {
    expect(sizes(srv(), '/srv/a-again', '/srv/a')).toEqual({
      all: { files: 2, bytes: 1000 },
      '/srv/a-again': { files: 1, bytes: 1000 },
      '/srv/a': { files: 1, bytes: 0 },
    });
  });

  it('says of which paths not all is counted', () => {
    const two = { ...limits, entries: 2 };
    const { all, each } = countEach(['/srv/folder', '/srv/a'], new UnitDisk(srv()), two);
    const cut = 'counting stopped after 2 files';
    expect(all).toEqual({ files: 2, bytes: 1000, cut });
    expect(Object.fromEntries(each)).toEqual({
      '/srv/folder': { files: 2, bytes: 1000 },
      '/srv/a': { files: 0, bytes: 0, cut },
    });
  });

  it('says how far it is, when it is asked to stop', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'srv'));
    for (let number = 0; number < 600; number++) writeFileSync(join(root, `srv/${number}`), 'x');
    const told: number[] = [];
    const isLate = ({ files }: { readonly files: number }) => told.push(files) < 0;
    count(['/srv'], new UnitDisk(root), { ...limits, isLate });
    expect(told).toEqual([255, 511]);
  });

  it('is that of all of them, however they are nested', () => {
    const nodes = fc.array(fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 4 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(nodes, nodes, (files, listed) => {
        const root = mkdtempSync(join(tmpdir(), 'backup-integrator-'));
        for (const file of files) mkdirSync(join(root, 'srv', ...file), { recursive: true });
        const disk = new UnitDisk(root);
        const paths = listed.map((names) => ['/srv', ...names].join('/'));
        const { all, each } = countEach(paths, disk, limits);
        const below = (path: string) =>
          globSync(['.', '**'], { cwd: join(root, path) }).map((name) => posix.join(path, name));
        const there = paths.filter((path) => existsSync(join(root, path)));
        expect(all.files).toBe(new Set(there.flatMap(below)).size);
        for (const [path, { files }] of each) {
          expect(files).toBe(there.includes(path) ? new Set(below(path)).size : 0);
        }
        rmSync(root, { recursive: true });
      }),
      { numRuns: 50 },
    );
  });
});
