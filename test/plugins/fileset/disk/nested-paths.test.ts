import { expect, it } from 'vitest';
import { nestedPaths } from '../../../../src/plugins/fileset/disk/nested-paths.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../../support/check.ts';
import { mountinfo, world } from '../../../support/world.ts';

const mounts = mountinfo(['/', '8:1', 'ext4'], ['/srv/disk', '8:17', 'xfs']);

const lines = async (text: string) => {
  const root = world({ '/srv/disk': 'folder', '/home/a/x': 'file', '/home/b/x': 'file' }, mounts);
  return (await check([fileset(), globs(), nestedPaths()], { fileset: text }, root)).lines;
};

it('a path below another one is shown, as Bacula saves it twice', async () => {
  expect(await lines('/home/x/y,/home')).toEqual([
    'warning fileset/nested-path: fileset: "/home/x/y" is below "/home", so it would be saved twice; take out one of them, unless it is another file system on another unit',
  ]);
});

it('of several above it, the topmost of the same file system is named', async () => {
  expect(await lines('/,/home/a,/home/a/x,/srv/disk,/srv/disk/x')).toEqual([
    expect.stringContaining('"/home/a" is below "/"'),
    expect.stringContaining('"/home/a/x" is below "/"'),
    expect.stringContaining('"/srv/disk/x" is below "/srv/disk"'),
  ]);
});

it('makes one problem of a whole tree of matches', async () => {
  expect(await lines('/home/**')).toEqual([
    expect.stringContaining(
      '"/home/a", "/home/a/x", "/home/b" and 1 more (from "/home/**") are below "/home"',
    ),
  ]);
});

it('a mere likeness of names is none', async () => {
  expect(await lines('/home,/home2')).toEqual([]);
});

it('on another file system it is saved once: the one above does not include it', async () => {
  expect(await lines('/srv,/srv/disk')).toEqual([]);
});

it('makes one problem of all the matches of a glob below one path', async () => {
  expect(await lines('/home,/home/*/x')).toEqual([
    expect.stringContaining('"/home/a/x", "/home/b/x" (from "/home/*/x") are below "/home"'),
  ]);
});
