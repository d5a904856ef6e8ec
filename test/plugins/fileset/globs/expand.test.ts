import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { Allowance, Excess } from '../../../../src/plugins/fileset/globs/alternatives.ts';
import { expand, walkLimits } from '../../../../src/plugins/fileset/globs/expand.ts';
import { type Node, world } from '../../../support/world.ts';

const disk = (nodes: Readonly<Record<string, Node>>) => new UnitDisk(world(nodes));

function expandAll(globs: readonly string[], unit: UnitDisk, matches = 100) {
  const allowance = new Allowance();
  const items = globs.map((glob) => {
    const patterns = allowance.alternatives(glob);
    if (patterns instanceof Excess) throw new Error(patterns.what);
    return patterns;
  });
  return expand(items, unit, { ...walkLimits, matches });
}

function expandOne(glob: string, unit: UnitDisk, matches?: number) {
  const [expansion] = expandAll([glob], unit, matches);
  const { paths = [], literals = [], found } = expansion ?? {};
  return {
    paths,
    literals,
    matches: found?.matches ?? new Map<string, string[]>(),
    notUtf8: found?.notUtf8 ?? [],
    unreadable: found?.unreadable ?? [],
    stop: found?.stop,
  };
}

const found = (nodes: Readonly<Record<string, Node>>, glob: string, matches?: number) =>
  expandOne(glob, disk(nodes), matches);

describe('an expansion', () => {
  it('tells apart what is named and what is matched, by pattern, each sorted', () => {
    const nodes = { '/srv/b': 'file', '/srv/a': 'file', '/etc/x': 'file' } as const;
    const { paths, literals, matches, stop } = found(nodes, '/{srv/{?,[ab],z,y},etc/no*}');
    expect({ paths, literals, stop }).toEqual({
      paths: ['/srv/a', '/srv/b', '/srv/y', '/srv/z'],
      literals: ['/srv/y', '/srv/z'],
      stop: undefined,
    });
    expect([...matches]).toEqual([
      ['/srv/?', ['/srv/a', '/srv/b']],
      ['/srv/[ab]', ['/srv/a', '/srv/b']],
      ['/etc/no*', []],
    ]);
  });

  it('takes only folders where the pattern ends in a slash, and no link to one', () => {
    const nodes = { '/srv/f': 'file', '/srv/d': 'folder', '/srv/l': { link: 'f' } } as const;
    expect(found(nodes, '/srv/*/').paths).toEqual(['/srv/d']);
  });

  it('stops above the limit, and gives what the glob names alone then', () => {
    const nodes = { '/srv/a': 'file', '/srv/b': 'file', '/srv/c': 'file' } as const;
    expect(found(nodes, '/srv/*', 3).stop).toBeUndefined();
    expect(found(nodes, '/srv/{*,/x}', 2)).toMatchObject({
      stop: 'matches',
      paths: ['/srv/x'],
      literals: ['/srv/x'],
      matches: new Map([['/srv/*', []]]),
    });
  });

  it('of several globs is told apart by glob', () => {
    const unit = disk({ '/srv/a': 'file', '/srv/b': 'file', '/etc/c': 'file' });
    const all = expandAll(['/srv/*', '/{x,y}', '/{srv,etc}/[bc]'], unit);
    expect(all.map(({ paths }) => paths)).toEqual([
      ['/srv/a', '/srv/b'],
      ['/x', '/y'],
      ['/etc/c', '/srv/b'],
    ]);
    expect(all.map(({ found: each }) => each === undefined)).toEqual([false, true, false]);
  });

  it('passes over a link in a circle, which anybody can make and which holds nothing', () => {
    const unit = disk({ '/srv/a/x': 'file', '/srv/loop': { link: 'loop' } });
    const { paths, unreadable } = expandOne('/srv/*/x', unit);
    expect([paths, unreadable]).toEqual([['/srv/a/x'], []]);
  });

  it('passes over a folder that goes while it is looked at, and names one that cannot be read', () => {
    const unit = disk({ '/srv/a/x': 'file', '/srv/b/x': 'file', '/srv/c/x': 'file' });
    const { entries } = unit;
    unit.entries = (folder, seconds) => {
      if (folder === '/srv/a') return undefined;
      const broken = new Unreadable('i/o error');
      return folder === '/srv/b' ? broken : entries.call(unit, folder, seconds);
    };
    expect(expandOne('/srv/*/*', unit)).toMatchObject({
      paths: ['/srv/c/x'],
      unreadable: ['/srv/b'],
    });
  });

  it('matches what root can not look at where its folder lists it, and else names the folder', () => {
    const unit = disk({ '/home/a/x': 'folder', '/home/b/x': 'file', '/home/c/y': 'file' });
    const { lstat, entries } = unit;
    const denied = new Unreadable('permission denied');
    unit.lstat = (path) =>
      /^\/home\/.\/x/.test(path.toString()) ? denied : lstat.call(unit, path);
    unit.entries = (path, seconds) =>
      path === '/home/b' ? denied : entries.call(unit, path, seconds);
    expect(expandOne('/home/*/x', unit)).toMatchObject({
      paths: ['/home/a/x'],
      unreadable: ['/home/b'],
    });
  });

  it('names what is not UTF-8, and matches it not', () => {
    const root = world({ '/srv/a': 'file' });
    const name = Buffer.concat([Buffer.from(join(root, 'srv/x')), Buffer.from([0xff])]);
    mkdirSync(name);
    writeFileSync(Buffer.concat([name, Buffer.from('/y')]), '');
    expect(expandOne('/srv/{**,*}', new UnitDisk(root))).toMatchObject({
      notUtf8: ['/srv/x\ufffd'],
      unreadable: [],
    });
    expect(expandOne('/srv/*', new UnitDisk(root)).paths).toEqual(['/srv/a']);
    expect(expandOne('/srv/a*', new UnitDisk(root)).notUtf8).toEqual([]);
  });
});

it.each(['{,}', '{a,b}', '{a..c}', 'x{y'])('%s in brackets is no list', (name) => {
  const unit = disk({ [`/srv/${name}`]: 'file', '/srv/a': 'file' });
  const written = `/srv/${name.replace(/./g, '[$&]')}`;
  expect(expandOne(written, unit).literals).toEqual([`/srv/${name}`]);
  expect(expandOne(`${written.slice(0, -3)}?`, unit).paths).toEqual([`/srv/${name}`]);
  expect(expandOne('/srv/[a[{]', unit).paths).toEqual(['/srv/a']);
});

it('any name stands for itself with its characters in brackets, and is found by a pattern of its length', () => {
  const name = fc
    .string({ unit: fc.constantFrom(...'ab.-*?[]{}@+(),é '), minLength: 1, maxLength: 5 })
    .filter((text) => !/^\.{1,2}$/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), (names) => {
      const paths = names.map((each) => `/srv/${each}`);
      const unit = disk(Object.fromEntries(paths.map((path) => [path, 'file'])));
      expect(expandOne('/srv/*', unit).paths).toEqual(paths.toSorted());
      for (const each of names) {
        const written = `/srv/${each.replace(/./gu, '[$&]')}`;
        expect(expandOne(written, unit).literals).toEqual([`/srv/${each}`]);
        expect(expandOne(`/srv/${'?'.repeat(each.length)}`, unit).paths).toContain(`/srv/${each}`);
      }
    }),
    { numRuns: 30 },
  );
});
