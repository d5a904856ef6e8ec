import { describe, expect, it } from 'vitest';
import { nestedMounts } from '../../../../src/plugins/fileset/disk/nested-mounts.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../../support/check.ts';
import { mountinfo, world } from '../../../support/world.ts';

const mounts = mountinfo(
  ['/', '8:1', 'ext4'],
  ['/proc', '0:5', 'proc'],
  ['/proc/sys/fs/binfmt_misc', '0:4', 'autofs'],
  ['/proc/sys/fs/binfmt_misc', '0:6', 'binfmt_misc'],
  ['/proc/odd', '8:65', 'ext4'],
  ['/srv/disk', '8:17', 'xfs'],
  ['/srv/disk/inner', '8:33', 'ext4'],
  ['/srv/with blank', '8:49', 'ext4'],
  ['/home/bind', '8:1', 'ext4'],
);

const lines = async (text: string) => {
  const root = world(
    {
      '/srv/disk/inner/a': 'file',
      '/srv/with blank': 'folder',
      '/home/bind': 'folder',
      '/data': { link: 'srv' },
    },
    mounts,
  );
  return (await check([fileset(), globs(), nestedMounts()], { fileset: text }, root)).lines;
};

it('is shown, as Bacula skips it, blanks in its name and all', async () => {
  expect(await lines('/srv')).toEqual([
    'warning fileset/nested-mount: fileset: "/srv/disk", "/srv/disk/inner", "/srv/with blank" below "/srv" are other file systems, which Bacula skips; list them too if they are to be saved',
  ]);
});

it('is seen through a symbolic link above', async () => {
  expect(await lines('/data/disk')).toEqual([
    expect.stringContaining('"/srv/disk/inner" below "/data/disk"'),
  ]);
});

it('is fine when it is listed too, under its own name or another', async () => {
  expect(await lines('/srv,/srv/disk,/srv/disk/inner,/srv/with blank')).toEqual([]);
  expect(await lines('/srv/disk,/data/disk/inner')).toEqual([]);
});

it('is fine when it is a part of the same file system', async () => {
  expect(await lines('/home')).toEqual([]);
});

it('does not count where the kernel makes it up, with all that is mounted in it', async () => {
  expect(await lines('/')).toEqual([
    expect.stringMatching(/: "\/srv\/disk", "\/srv\/disk\/inner", "\/srv\/with blank" below "\/" /),
  ]);
});

it('is named once for all the matches of a glob', async () => {
  expect(await lines('/{srv,data}*')).toEqual([
    expect.stringMatching(
      /: "\/srv\/disk", "\/srv\/disk\/inner", "\/srv\/with blank" below "\/{srv,data}\*" /,
    ),
  ]);
});

describe('an automount point', () => {
  const below = async (...more: [string, string, string][]) => {
    const root = world({ '/srv/data': 'folder' }, mountinfo(['/', '8:1', 'ext4'], ...more));
    return (await check([fileset(), nestedMounts()], { fileset: '/srv' }, root)).lines;
  };
  const warning = [expect.stringContaining(': "/srv/data" below "/srv" is another file system')];

  it('is shown once with what is mounted on it', async () => {
    const mounted = await below(['/srv/data', '0:40', 'autofs'], ['/srv/data', '0:41', 'nfs4']);
    expect(mounted).toEqual(warning);
  });

  it('is shown while nothing is mounted on it, as that is saved neither', async () => {
    expect(await below(['/srv/data', '0:40', 'autofs'])).toEqual(warning);
  });

  it('is shown with a file system that covers a pseudo one', async () => {
    const mounted = await below(['/srv/data', '0:40', 'proc'], ['/srv/data', '0:41', 'nfs4']);
    expect(mounted).toEqual(warning);
  });

  it('does not count with a pseudo file system on it', async () => {
    expect(await below(['/srv/data', '0:40', 'autofs'], ['/srv/data', '0:41', 'proc'])).toEqual([]);
  });
});
