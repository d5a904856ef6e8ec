import { expect, it } from 'vitest';
import { automounts } from '../../../../src/plugins/fileset/disk/automounts.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../../support/check.ts';
import { mountinfo, world } from '../../../support/world.ts';

const mounts = mountinfo(
  ['/', '8:1', 'ext4'],
  ['/srv/idle', '0:10', 'autofs'],
  ['/srv/data', '0:11', 'autofs'],
  ['/srv/data', '0:12', 'nfs4'],
  ['/srv/plain', '0:13', 'nfs4'],
);

const lines = async (text: string) => {
  const root = world(
    {
      '/srv/idle': 'folder',
      '/srv/data/a': 'folder',
      '/srv/plain': 'folder',
      '/link': { link: 'srv/data' },
    },
    mounts,
  );
  return (await check([fileset(), globs(), automounts()], { fileset: text }, root)).lines;
};

it.each(['/srv/idle', '/srv/data'])('warns of %s, mounted or not', async (path) => {
  expect(await lines(path)).toEqual([
    `warning fileset/automount: fileset: "${path}" is an automount point, of whose folders nothing is saved if it is idle when a backup begins; list the folders in it`,
  ]);
});

it('warns of one that a glob matches, or a link leads to', async () => {
  expect(await lines('/srv/*')).toEqual([
    expect.stringContaining('"/srv/data", "/srv/idle" (from "/srv/*") are automount points, of'),
  ]);
  expect(await lines('/link')).toEqual([expect.stringContaining('"/link" is an automount point')]);
});

it('lets what is below one be, and what is mounted by hand', async () => {
  expect(await lines('/srv/data/a,/srv/plain,/srv')).toEqual([]);
});
