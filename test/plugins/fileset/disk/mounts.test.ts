import { describe, expect, it } from 'vitest';
import { nestedMounts } from '../../../../src/plugins/fileset/disk/nested-mounts.ts';
import { nestedPaths } from '../../../../src/plugins/fileset/disk/nested-paths.ts';
import { pseudoFileSystems } from '../../../../src/plugins/fileset/disk/pseudo-file-systems.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { check } from '../../../support/check.ts';
import { mountinfo, world } from '../../../support/world.ts';

const mounts = mountinfo(
  ['/', '8:1', 'ext4'],
  ['/proc', '0:5', 'proc'],
  ['/proc/sys/fs/binfmt_misc', '0:6', 'binfmt_misc'],
  ['/sys', '0:7', 'sysfs'],
  ['/sys/fs/cgroup', '0:8', 'cgroup2'],
  ['/srv/disk', '8:17', 'xfs'],
  ['/srv/disk/inner', '8:33', 'ext4'],
  ['/srv/with blank', '8:49', 'ext4'],
  ['/home/bind', '8:1', 'ext4'],
);

const root = () =>
  world(
    {
      '/srv/disk/inner/a': 'file',
      '/srv/with blank': 'folder',
      '/home/bind': 'folder',
      '/data': { link: 'srv' },
    },
    mounts,
  );

const lines = async (text: string) =>
  (
    await check(
      [fileset(), nestedMounts(), pseudoFileSystems(), nestedPaths()],
      { fileset: text },
      root(),
    )
  ).lines;

describe('a mount below a listed folder', () => {
  it('is shown, as Bacula skips it, blanks in its name and all', async () => {
    expect(await lines('/srv')).toEqual([
      'warning fileset/nested-mount: fileset: "/srv/disk", "/srv/disk/inner", "/srv/with blank" below "/srv" is another file system, which Bacula skips; list it too if it is to be saved',
    ]);
  });

  it('is seen through a symbolic link above', async () => {
    expect(await lines('/data/disk')).toEqual([
      expect.stringContaining('"/srv/disk/inner" below "/data/disk"'),
    ]);
  });

  it('is fine when it is listed too, which does not save it twice', async () => {
    expect(await lines('/srv,/srv/disk,/srv/disk/inner,/srv/with blank')).toEqual([]);
  });

  it('is fine when it is a part of the same file system', async () => {
    expect(await lines('/home')).toEqual([]);
  });

  it('does not count where the kernel makes it up', async () => {
    expect(await lines('/')).toEqual([
      expect.stringMatching(
        /: "\/srv\/disk", "\/srv\/disk\/inner", "\/srv\/with blank" below "\/" /,
      ),
    ]);
  });
});

describe('a path on a pseudo file system', () => {
  it.each([
    ['/proc', 'proc'],
    ['/proc/cpuinfo', 'proc'],
    ['/sys/kernel', 'sysfs'],
    ['/sys/fs/cgroup/x', 'cgroup2'],
  ])('%s is refused', async (path, type) => {
    expect(await lines(path)).toContain(
      `error fileset/pseudo-file-system: fileset: "${path}" is on a pseudo file system (${type}), which has nothing to restore; take it out`,
    );
  });

  it('a mere likeness of names is none', async () => {
    expect(await lines('/process')).toEqual([]);
  });
});

describe('a path below another one', () => {
  it('is shown, as Bacula saves it twice', async () => {
    expect(await lines('/home/x/y,/home')).toEqual([
      'warning fileset/nested-path: fileset: "/home/x/y" is below "/home", so it would be saved twice; take out one of them, unless it is another file system on another unit',
    ]);
  });

  it('a mere likeness of names is none', async () => {
    expect(await lines('/home,/home2')).toEqual([]);
  });
});
