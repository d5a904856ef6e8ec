import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ifThere, UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { type DeepLimits, lookDeep } from '../../../../src/plugins/check/deep/deep.ts';
import { Progress } from '../../../../src/plugins/check/progress.ts';
import { mountinfo, world } from '../../../support/world.ts';
import { attributed } from './attributed.ts';

const limits: DeepLimits = { seconds: 60, names: 1000, recent: 1000 };

interface Given extends Partial<DeepLimits> {
  readonly clock?: () => number;
  readonly perl?: string;
}

/** What is lost of some paths, by code, and the rest. */
async function lookedAt(disk: UnitDisk, paths: readonly string[], given: Given = {}) {
  const { clock = () => 0, perl, ...own } = given;
  const log: string[] = [];
  const progress = new Progress((line) => log.push(line), clock);
  const found = await lookDeep(
    paths,
    disk,
    { ...limits, ...own },
    { progress, now: Date.now(), ...(perl === undefined ? {} : { perl }) },
  );
  const byCode = found.losses.map((line) => {
    const [, what, examples, code] = /^(\d+ [^:]+): (.*?); .* \[(.*)\]$/.exec(line) ?? [];
    return [code, `${what}: ${examples}`];
  });
  return { ...found, lost: Object.fromEntries(byCode), log };
}

/** A unit's disk on which no process has anything open. */
function srv(...names: readonly string[]) {
  const root = world({
    '/srv/plain': 'file',
    '/proc/1/fdinfo': 'folder',
    ...Object.fromEntries(names.map((name) => [`/srv/${name}`, 'file' as const])),
  });
  return { root, disk: new UnitDisk(root), at: (name: string) => join(root, 'srv', name) };
}

describe.runIf(process.platform === 'linux')('what a backup would lose', () => {
  it('is nothing of plain files, folders and links', async () => {
    const { disk, at } = srv('folder/file');
    symlinkSync('plain', at('link'));
    expect(await lookedAt(disk, ['/srv', '/none'])).toEqual({
      losses: [],
      lost: {},
      unknown: [],
      names: 5,
      notUtf8: 0,
      log: [],
    });
  });

  it('is the whole catalog where a name is not UTF-8', async () => {
    const { disk, root } = srv();
    writeFileSync(Buffer.from(`${root}/srv/caf\xe9`, 'latin1'), '');
    const { lost, notUtf8 } = await lookedAt(disk, ['/srv']);
    expect(notUtf8).toBe(1);
    expect(lost).toEqual({ 'not-utf8': '1 name that is not UTF-8: "/srv/caf\\xe9"' });
  });

  it('is ACLs, extended attributes and capabilities', async () => {
    const { disk, at } = srv();
    attributed(at('acl'), { 'system.posix_acl_access': 'acl' });
    attributed(at('x'), { 'user.note': 'x' });
    attributed(at('ping'), { 'security.capability': 'net_raw' });
    expect((await lookedAt(disk, ['/srv'])).lost).toEqual({
      acls: '1 file or folder with an ACL: "/srv/acl"',
      xattrs: '1 file or folder with extended attributes: "/srv/x"',
      capabilities: '1 file with capabilities: "/srv/ping"',
    });
  });

  it('is that a file is sparse', async () => {
    const { disk, at } = srv('sparse', 'small');
    truncateSync(at('sparse'), 1024 * 1024);
    truncateSync(at('small'), 4096);
    expect((await lookedAt(disk, ['/srv'])).lost).toEqual({
      sparse: '1 sparse or compressed file: "/srv/sparse"',
    });
  });

  it('is what is on other file systems, unless it is listed or the kernel makes it up', async () => {
    const points = ['/srv/a', '/srv/b', '/srv/c'];
    const root = world(
      { '/srv/a': 'folder', '/srv/b': 'folder', '/srv/c': 'folder', '/proc/1/fdinfo': 'folder' },
      mountinfo(['/srv/a', '8:2', 'ext4'], ['/srv/b', '8:3', 'ext4'], ['/srv/c', '0:9', 'proc']),
    );
    const disk = new UnitDisk(root);
    const { lstat } = disk;
    disk.lstat = (path) => {
      const stats = ifThere(lstat.call(disk, path));
      return stats && Object.assign(stats, points.includes(path.toString()) ? { dev: -1 } : {});
    };
    expect((await lookedAt(disk, ['/srv', '/srv/b'])).lost).toEqual({
      mounts: '1 folder of another file system: "/srv/a"',
    });
  });

  it('is what can not be read', async () => {
    const { disk } = srv('folder/file', 'file');
    const { entries, tryOpen } = disk;
    const broken = new Unreadable('i/o error', 'EIO');
    disk.entries = (path, seconds) =>
      path === '/srv/folder' ? broken : entries.call(disk, path, seconds);
    disk.tryOpen = (path, seen) => (path === '/srv/file' ? broken : tryOpen.call(disk, path, seen));
    expect((await lookedAt(disk, ['/srv'])).lost).toEqual({
      unreadable: expect.stringMatching(
        /^2 files and folders that can't be read: "\/srv\/f(older|ile)", "\/srv\/f(older|ile)"$/,
      ),
    });
  });

  it('is what changes meanwhile, and what a process has open for writing', async () => {
    const { disk, at, root } = srv('log');
    const { ino } = ifThere(disk.lstat('/srv/log')) ?? {};
    writeFileSync(join(root, 'proc/1/fdinfo/3'), `flags:\t02\nmnt_id:\t29\nino:\t${ino}\n`);
    writeFileSync(join(root, 'proc/1/mountinfo'), '29 1 8:1 / / rw - ext4 none rw\n');
    const fd = join(root, 'proc/1/fd');
    mkdirSync(fd);
    symlinkSync(at('log'), join(fd, '3'));
    const { tryOpen } = disk;
    disk.tryOpen = (path, seen) => {
      if (path === '/srv/plain') appendFileSync(at('plain'), 'more');
      return tryOpen.call(disk, path, seen);
    };
    expect((await lookedAt(disk, ['/srv'])).lost).toEqual({
      changing: '1 file that changed during this check: "/srv/plain"',
      'open-for-writing': '1 file that a process has open for writing: "/srv/log"',
    });
  });

  it('is sockets, which is harmless', async () => {
    const { disk, at } = srv();
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect((await lookedAt(disk, ['/srv'])).lost).toEqual({ sockets: '1 socket: "/srv/socket"' });
    server.close();
  });
});

describe.runIf(process.platform === 'linux')('what can not be found out', () => {
  const names = Array.from({ length: 600 }, (_, number) => `file${number}`);

  it('is all the rest, once the time or the names are used up', async () => {
    const { disk } = srv(...names);
    let now = 0;
    const late = await lookedAt(disk, ['/srv'], { clock: () => (now += 1000), seconds: 3 });
    expect(late.unknown).toEqual(['all the rest: the look stopped after 3 seconds']);
    expect(late.names).toBeLessThan(600);
    expect(late.log).toEqual([expect.stringMatching(/^looked at \d+ names$/)]);
    expect((await lookedAt(disk, ['/srv'], { names: 10 })).unknown).toEqual([
      'all the rest: the look stopped after 10 names',
    ]);
  });

  it('is attributes without a Perl that tells them', async () => {
    const { disk } = srv();
    const { unknown } = await lookedAt(disk, ['/srv'], { perl: '/nowhere/perl' });
    expect(unknown).toEqual([
      expect.stringMatching(
        /^ACLs, extended attributes and capabilities, .*: \/nowhere\/perl can't be run/,
      ),
    ]);
  });

  it('is which files are open, where there is no /proc', async () => {
    const { unknown } = await lookedAt(new UnitDisk(world({ '/srv/a': 'file' })), ['/srv']);
    expect(unknown).toEqual([
      'which files are open for writing: the system does not tell which files are open',
    ]);
  });

  it('is which files changed, where too many were written lately', async () => {
    const { disk } = srv('a', 'b');
    expect((await lookedAt(disk, ['/srv'], { recent: 1 })).unknown).toEqual([
      'which files changed: more than 1 were written within a day, and only those were looked at twice',
    ]);
  });
});
