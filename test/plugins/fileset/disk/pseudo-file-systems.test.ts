import { expect, it } from 'vitest';
import { pseudoFileSystems } from '../../../../src/plugins/fileset/disk/pseudo-file-systems.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../../support/check.ts';
import { mountinfo, world } from '../../../support/world.ts';

const mounts = mountinfo(
  ['/', '8:1', 'ext4'],
  ['/proc', '0:5', 'proc'],
  ['/sys', '0:7', 'sysfs'],
  ['/sys/fs/cgroup', '0:8', 'cgroup2'],
  ['/run', '0:9', 'tmpfs'],
  ['/srv/idle', '0:10', 'autofs'],
  ['/srv/data', '0:11', 'autofs'],
  ['/srv/data', '0:12', 'nfs4'],
  ['/srv/odd', '0:13', 'autofs'],
  ['/srv/odd', '0:14', 'proc'],
);

const lines = async (text: string) => {
  const root = world(
    { '/proc/1': 'folder', '/proc/2': 'folder', '/sys/fs/cgroup/1': 'folder' },
    mounts,
  );
  return (await check([fileset(), globs(), pseudoFileSystems()], { fileset: text }, root)).lines;
};

it.each([
  ['/proc', 'proc'],
  ['/proc/cpuinfo', 'proc'],
  ['/sys/kernel', 'sysfs'],
  ['/sys/fs/cgroup/x', 'cgroup2'],
])('%s is refused', async (path, type) => {
  expect(await lines(path)).toEqual([
    `error fileset/pseudo-file-system: fileset: "${path}" is on a pseudo file system (${type}), which has nothing to restore; take it out`,
  ]);
});

it('a mere likeness of names is none, nor is a file system in memory', async () => {
  expect(await lines('/process,/run/lock,/')).toEqual([]);
});

it('an automount point is none, and what is mounted on it counts as itself', async () => {
  expect(await lines('/srv/idle,/srv/data,/srv/data/a')).toEqual([]);
  expect(await lines('/srv/odd')).toEqual([
    expect.stringContaining('"/srv/odd" is on a pseudo file system (proc)'),
  ]);
});

it('makes one problem of all the matches of a glob on one type', async () => {
  expect(await lines('/{proc,sys/fs/cgroup}/?')).toEqual([
    expect.stringContaining(
      '"/proc/1", "/proc/2" (from "/{proc,sys/fs/cgroup}/?") are on a pseudo',
    ),
    expect.stringContaining('"/sys/fs/cgroup/1" (from "/{proc,sys/fs/cgroup}/?") is on a pseudo'),
  ]);
});
