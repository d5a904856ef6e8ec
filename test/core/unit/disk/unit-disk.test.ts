import { execFileSync } from 'node:child_process';
import fs, { realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { reasonOf } from '../../../../src/core/problems/charm-error.ts';
import { ifThere, UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { mountinfo, world } from '../../../support/world.ts';

const diskOf = (...args: Parameters<typeof world>) => new UnitDisk(world(...args));

/** As the system has it. */
function realpathOf(root: string, file: string): unknown {
  try {
    return realpathSync(join(root, file)).slice(realpathSync(root).length) || '/';
  } catch (error) {
    return /^E(?:NOENT|NOTDIR)/.test(reasonOf(error)) ? undefined : expect.any(Unreadable);
  }
}

const looks = [
  'lstat',
  'stat',
  'readdir',
  'readNames',
  'readText',
  'readlink',
  'realpath',
] as const;

describe("a unit's disk", () => {
  it('says what is at a path, and what that leads to', () => {
    const disk = diskOf({
      '/a/file': 'file',
      '/a/link': { link: 'file' },
      '/a/odd': { link: 'no' },
    });
    expect(ifThere(disk.lstat('/a/file'))?.isFile()).toBe(true);
    expect(ifThere(disk.lstat('/a/link'))?.isSymbolicLink()).toBe(true);
    expect(ifThere(disk.stat('/a/link'))?.isFile()).toBe(true);
    expect(ifThere(disk.lstat('/a/odd'))?.isSymbolicLink()).toBe(true);
    expect(disk.stat('/a/odd')).toBeUndefined();
  });

  it.each(looks)('%s has nothing where nothing is', (look) => {
    const disk = diskOf({ '/a/file': 'file' });
    expect(disk[look]('/none')).toBeUndefined();
    expect(disk[look]('/a/file/below')).toBeUndefined();
  });

  it.each(looks)('%s says why it can not tell', (look) => {
    const disk = diskOf({ '/loop': { link: 'loop' } });
    expect(disk[look]('/loop/x')).toEqual(
      new Unreadable('too many symbolic links encountered', 'ELOOP'),
    );
    expect(disk[look](`/${'x'.repeat(300)}`)).toEqual(
      new Unreadable('name too long', 'ENAMETOOLONG'),
    );
    expect(disk[look]('/a\0b')).toBeInstanceOf(Unreadable);
  });

  it.each(looks)('%s does not touch a mount that does not answer', (look) => {
    const root = world(
      { '/mnt/x': 'file' },
      mountinfo(['/', '8:1', 'ext4'], ['/mnt', '0:9', 'nfs']),
    );
    const disk = new UnitDisk(root, () => false);
    expect(disk[look]('/mnt/x')).toEqual(new Unreadable('does not answer', 'ETIMEDOUT'));
    expect(new UnitDisk(root, () => true)[look]('/mnt/none')).toBeUndefined();
  });

  it('takes paths that are not UTF-8, and asks whether their mount answers as well', () => {
    const root = world(
      { '/mnt/\ufffd/x': 'file', '/srv': 'folder' },
      mountinfo(['/', '8:1', 'ext4'], ['/mnt/\ufffd', '0:9', 'nfs']),
    );
    const odd = Buffer.from('/srv/\xff', 'latin1');
    writeFileSync(Buffer.concat([Buffer.from(root), odd]), '');
    const disk = new UnitDisk(root, () => false);
    expect(ifThere(disk.lstat(odd))?.isFile()).toBe(true);
    expect(disk.lstat(Buffer.from('/srv/\xfe', 'latin1'))).toBeUndefined();
    const silent = new Unreadable('does not answer', 'ETIMEDOUT');
    const below = Buffer.from('/mnt/\xff/x', 'latin1');
    expect(disk.lstat(below)).toEqual(silent);
    expect(disk.entries(below, 1)).toEqual(silent);
    expect(disk.readNames(below)).toEqual(silent);
  });

  it('says how a path is told to a program on the machine', () => {
    expect(new UnitDisk('/').onMachine('/srv')).toBe('/srv');
    expect(new UnitDisk('/root').onMachine('/srv')).toBe('/root/srv');
  });

  it('says why what is there is not to be read so', () => {
    const disk = diskOf({ '/folder': 'folder', '/file': 'file' });
    expect(disk.readText('/folder')).toEqual(
      new Unreadable('illegal operation on a directory', 'EISDIR'),
    );
    expect(disk.readlink('/file')).toEqual(new Unreadable('invalid argument', 'EINVAL'));
    expect([disk.readdir('/file'), disk.readNames('/file')]).toEqual([undefined, undefined]);
  });

  it('lists folders, also names that are not UTF-8', () => {
    const root = world({ '/a/b': 'folder', '/a/c': 'file' });
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'a/')), Buffer.from([0xff])]), '');
    const disk = new UnitDisk(root);
    expect(ifThere(disk.readdir('/a'))?.map((entry) => [entry.name, entry.isDirectory()])).toEqual([
      ['b', true],
      ['c', false],
      ['\ufffd', false],
    ]);
    expect(ifThere(disk.readNames('/a'))?.map((name) => name.toString('hex'))).toEqual([
      '62',
      '63',
      'ff',
    ]);
  });

  it('reads a link as it is written, and a path without any', () => {
    const disk = diskOf({ '/data/db': 'folder', '/srv': { link: 'data' } });
    expect(disk.readlink('/srv')).toBe('data');
    expect(disk.realpath('/srv/db')).toBe('/data/db');
    expect(disk.realpath('/')).toBe('/');
  });

  it('tells where a path leads to as it was when it was asked first', () => {
    const root = world({ '/a': { link: 'b' }, '/b': 'file', '/c': 'file' });
    const disk = new UnitDisk(root);
    expect(disk.realpath('/a')).toBe('/b');
    rmSync(join(root, 'a'));
    symlinkSync('c', join(root, 'a'));
    expect(disk.realpath('/a')).toBe('/b');
    expect(new UnitDisk(root).realpath('/a')).toBe('/c');
  });

  it('tells where any path leads to as the system does', () => {
    const root = world({
      '/a/b/file': 'file',
      '/a/up': { link: '..' },
      '/a/b/link': { link: 'file' },
      '/gone': { link: 'nowhere' },
      '/loop': { link: 'loop' },
      '/to': { link: 'a/b' },
    });
    const name = fc.constantFrom(
      'a',
      'b',
      'file',
      'link',
      'up',
      'to',
      'gone',
      'loop',
      '.',
      '..',
      '',
    );
    fc.assert(
      fc.property(fc.array(fc.array(name, { maxLength: 6 }), { maxLength: 4 }), (paths) => {
        const disk = new UnitDisk(root);
        for (const names of paths) {
          const file = `/${names.join('/')}`;
          const alone = new UnitDisk(root).realpath(file);
          expect(disk.realpath(file)).toEqual(alone);
          if (!/\/(?:\.\.)(?:\/|$)/.test(file)) expect(alone).toEqual(realpathOf(root, file));
        }
      }),
    );
  });

  it('says what kind of thing is at a path, as it was when it was asked first', () => {
    const root = world({
      '/a/file': 'file',
      '/a/link': { link: 'file' },
      '/loop': { link: 'loop' },
    });
    execFileSync('mkfifo', [join(root, 'a/pipe')]);
    const disk = new UnitDisk(root);
    const kinds = ['/a', '/a/file', '/a/link', '/a/pipe', '/a/none', '/a/file/x'].map((file) =>
      disk.kind(file),
    );
    expect(kinds).toEqual(['folder', 'file', 'link', 'other', undefined, undefined]);
    expect(disk.kind('/loop/x')).toBeInstanceOf(Unreadable);
    rmSync(join(root, 'a'), { recursive: true });
    expect(disk.kind('/a/file')).toBe('file');
    expect(new UnitDisk(root).kind('/a/file')).toBeUndefined();
  });

  it('looks at each of many paths once, and at the folders above them once for all', () => {
    const files = Array.from({ length: 50 }, (_, index) => `/a/b/${index}`);
    const disk = diskOf(Object.fromEntries(files.map((file) => [file, 'file'])));
    const lstat = vi.spyOn(fs, 'lstatSync');
    const realpath = vi.spyOn(fs, 'realpathSync');
    onTestFinished(() => void vi.restoreAllMocks());
    for (const file of [...files, ...files]) {
      expect(disk.kind(file)).toBe('file');
      expect(disk.realpath(file)).toBe(file);
    }
    expect(lstat).toHaveBeenCalledTimes(files.length + 2);
    expect(realpath).not.toHaveBeenCalled();
  });

  it('is the whole machine where its root is /', () => {
    expect(new UnitDisk('/').realpath('/tmp')).toBe(realpathSync('/tmp'));
    expect(ifThere(new UnitDisk('/').stat('/'))?.isDirectory()).toBe(true);
  });
});

describe('the mounts', () => {
  it('are those of the machine', () => {
    expect(diskOf({}, mountinfo(['/', '8:1', 'ext4'])).mounts()).toEqual([
      { point: '/', device: '8:1', type: 'ext4' },
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
