import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UnitDisk } from '../../../src/core/unit/unit-disk.ts';
import { mountinfo, world } from '../../support/world.ts';

const diskOf = (...args: Parameters<typeof world>) => new UnitDisk(world(...args));

describe("a unit's disk", () => {
  it('says what is at a path, and what that leads to', () => {
    const disk = diskOf({
      '/a/file': 'file',
      '/a/link': { link: 'file' },
      '/a/odd': { link: 'no' },
    });
    expect(disk.lstat('/a/file')?.isFile()).toBe(true);
    expect(disk.lstat('/a/link')?.isSymbolicLink()).toBe(true);
    expect(disk.stat('/a/link')?.isFile()).toBe(true);
    expect(disk.lstat('/a/odd')?.isSymbolicLink()).toBe(true);
    expect(disk.stat('/a/odd')).toBeUndefined();
  });

  it.each(['/none', '/a/file/below', '/loop/x', `/${'x'.repeat(300)}`])(
    'has nothing where nothing can be: %s',
    (path) => {
      const disk = diskOf({ '/a/file': 'file', '/loop': { link: 'loop' } });
      expect([disk.lstat(path), disk.stat(path), disk.readText(path), disk.realpath(path)]).toEqual(
        [undefined, undefined, undefined, undefined],
      );
    },
  );

  it('lists folders, also names that are not UTF-8, and fails where there is none', () => {
    const root = world({ '/a/b': 'folder', '/a/c': 'file' });
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'a/')), Buffer.from([0xff])]), '');
    const disk = new UnitDisk(root);
    expect(disk.readdir('/a').map((entry) => [entry.name, entry.isDirectory()])).toEqual([
      ['b', true],
      ['c', false],
      ['\ufffd', false],
    ]);
    expect(disk.readNames('/a').map((name) => name.toString('hex'))).toEqual(['62', '63', 'ff']);
    expect(() => disk.readdir('/none')).toThrow('ENOENT');
    expect(() => disk.readNames('/a/c')).toThrow('ENOTDIR');
  });

  it('reads a link as it is written, and a path without any', () => {
    const disk = diskOf({ '/data/db': 'folder', '/srv': { link: 'data' } });
    expect(disk.readlink('/srv')).toBe('data');
    expect(disk.realpath('/srv/db')).toBe('/data/db');
    expect(disk.realpath('/')).toBe('/');
  });

  it('is the whole machine where its root is /', () => {
    expect(new UnitDisk('/').realpath('/tmp')).toBe(realpathSync('/tmp'));
    expect(new UnitDisk('/').stat('/')?.isDirectory()).toBe(true);
  });

  it('tells an error from what is not there', () => {
    const disk = diskOf({ '/a': 'folder' });
    expect(() => disk.readText('/a')).toThrow('EISDIR');
  });
});

describe('the mounts', () => {
  it('are those of the machine, with what is escaped in their paths', () => {
    const text = mountinfo(['/', '8:1', 'ext4'], ['/srv/a b', '0:5', 'nfs4']);
    expect(diskOf({}, `${text}odd line\n`).mounts()).toEqual([
      { point: '/', device: '8:1', type: 'ext4' },
      { point: '/srv/a b', device: '0:5', type: 'nfs4' },
    ]);
  });

  it('are none where the system keeps no such list', () => {
    expect(diskOf({}).mounts()).toEqual([]);
  });

  it('are read once', () => {
    const root = world({}, mountinfo(['/', '8:1', 'ext4']));
    const disk = new UnitDisk(root);
    const before = disk.mounts();
    writeFileSync(join(root, 'proc/self/mountinfo'), '');
    expect(disk.mounts()).toEqual(before);
    expect(new UnitDisk(root).mounts()).toEqual([]);
  });
});
