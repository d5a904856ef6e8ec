import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../../src/core/unit/disk/disk-path.ts';
import { type Met, type WalkLimits, walkSaved } from '../../../../src/core/unit/disk/saved-tree.ts';
import { ifThere, UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { world } from '../../../support/world.ts';

const limits: WalkLimits = { entries: 1000, isLate: () => false };

/** `<kind> <path>`, sorted. */
function walked(disk: UnitDisk, paths: readonly string[], own: Partial<WalkLimits> = {}) {
  return [...walkSaved(paths, disk, { ...limits, ...own })].map(line).sort();
}

function line(met: Met): string {
  switch (met.kind) {
    case 'stopped':
      return `stopped ${met.by}`;
    case 'done':
      return `done ${met.start}`;
    case 'listed':
      return `listed ${met.start} > ${met.other}`;
    case 'unreadable':
      return `unreadable ${textOf(met.path)}: ${met.reason}`;
    default:
      return `${met.kind} ${textOf(met.path)}`;
  }
}

/** What is at some paths is on another device. */
function onOtherDevice(disk: UnitDisk, ...paths: readonly string[]): UnitDisk {
  const { lstat } = disk;
  disk.lstat = (path) => {
    const stats = ifThere(lstat.call(disk, path));
    return stats && Object.assign(stats, paths.includes(path.toString()) ? { dev: -1 } : {});
  };
  return disk;
}

describe('a walk', () => {
  it('meets all that is saved below a path, and no link leads it on', () => {
    const root = world({ '/srv/a/x': 'file', '/srv/link': { link: 'a' }, '/other': 'file' });
    expect(walked(new UnitDisk(root), ['/srv', '/none'])).toEqual([
      'done /none',
      'done /srv',
      'saved /srv',
      'saved /srv/a',
      'saved /srv/a/x',
      'saved /srv/link',
    ]);
  });

  it('enters no folder of another file system, and takes a file of one', () => {
    const root = world({ '/srv/a/x': 'file', '/srv/b': 'file' });
    const disk = onOtherDevice(new UnitDisk(root), '/srv/a', '/srv/b');
    expect(walked(disk, ['/srv'])).toEqual([
      'done /srv',
      'mount /srv/a',
      'saved /srv',
      'saved /srv/b',
    ]);
  });

  it('leaves another listed path to its own walk', () => {
    const root = world({ '/srv/a/x': 'file' });
    expect(walked(new UnitDisk(root), ['/srv', '/srv/a'])).toEqual([
      'done /srv',
      'done /srv/a',
      'listed /srv > /srv/a',
      'saved /srv',
      'saved /srv/a',
      'saved /srv/a/x',
    ]);
    const disk = onOtherDevice(new UnitDisk(root), '/srv/a', '/srv/a/x');
    expect(walked(disk, ['/srv', '/srv/a']).filter((met) => /listed|mount/.test(met))).toEqual([]);
  });

  it('knows a listed path by way of a link, and a link itself', () => {
    const root = world({ '/srv/a/x': 'file', '/way': { link: 'srv' } });
    expect(walked(new UnitDisk(root), ['/srv/a', '/way/a', '/way'])).toEqual([
      'done /srv/a',
      'done /way',
      'done /way/a',
      'listed /way/a > /srv/a',
      'saved /srv/a',
      'saved /srv/a/x',
      'saved /way',
    ]);
  });

  it('meets names that are not UTF-8, and what is below them', () => {
    const root = world({ '/srv/\ufffd': 'file' });
    const odd = Buffer.concat([Buffer.from(join(root, 'srv/')), Buffer.from([0xff])]);
    mkdirSync(odd);
    writeFileSync(Buffer.concat([odd, Buffer.from('/x')]), '');
    expect(walked(new UnitDisk(root), ['/srv'])).toEqual([
      'done /srv',
      'saved /srv',
      'saved /srv/\\xff',
      'saved /srv/\\xff/x',
      'saved /srv/\ufffd',
    ]);
  });

  it('says what can not be read, and goes on', () => {
    const disk = new UnitDisk(world({ '/srv/a/x': 'file', '/srv/b/x': 'file', '/srv/c': 'file' }));
    const { lstat, entries } = disk;
    const broken = new Unreadable('i/o error');
    disk.lstat = (path) => (path === '/srv/c' ? broken : lstat.call(disk, path));
    disk.entries = (path, seconds) =>
      path === '/srv/b' ? broken : entries.call(disk, path, seconds);
    expect(walked(disk, ['/srv'])).toEqual([
      'done /srv',
      'saved /srv',
      'saved /srv/a',
      'saved /srv/a/x',
      'saved /srv/b',
      'unreadable /srv/b: i/o error',
      'unreadable /srv/c: i/o error',
    ]);
  });

  it('passes over sockets', async () => {
    const root = world({ '/srv': 'folder' });
    const server = createServer().listen(join(root, 'srv/socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(walked(new UnitDisk(root), ['/srv'])).toEqual([
      'done /srv',
      'saved /srv',
      'socket /srv/socket',
    ]);
    server.close();
  });

  it('ends at its limits, and holds no more names than that', () => {
    const files = Array.from({ length: 600 }, (_, number) => [`/srv/${number}`, 'file'] as const);
    const disk = new UnitDisk(world(Object.fromEntries(files)));
    const met = walked(disk, ['/srv'], { entries: 5 });
    expect(met).toHaveLength(6);
    expect(met.at(-1)).toBe('stopped entries');
    expect(walked(disk, ['/srv'], { entries: 601 }).at(0)).toBe('done /srv');
    const late = walked(disk, ['/srv'], { isLate: () => true });
    expect(late).toHaveLength(256);
    expect(late.at(-1)).toBe('stopped time');

    let taken = 0;
    disk.entries = function* many() {
      while (taken < 100_000) yield { name: `${taken++}`, kind: 'other', isUtf8: true } as const;
    };
    walked(disk, ['/srv'], { entries: 100 });
    expect(taken).toBeLessThan(110);
  });
});
