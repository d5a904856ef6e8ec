import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitDisk, Unreadable } from '../../../../src/core/unit/unit-disk.ts';
import {
  alternatives,
  expand,
  hasParentSegment,
} from '../../../../src/plugins/fileset/globs/expand.ts';
import { type Node, world } from '../../../support/world.ts';

const disk = (nodes: Readonly<Record<string, Node>>) => new UnitDisk(world(nodes));
const found = (nodes: Readonly<Record<string, Node>>, pattern: string, limit = 100) =>
  expand(alternatives(pattern) ?? [], disk(nodes), limit);

describe('alternatives', () => {
  it.each([
    ['/a', ['/a']],
    ['/{a,b}/{c,d}', ['/a/c', '/a/d', '/b/c', '/b/d']],
    ['/{1..3}', ['/1', '/2', '/3']],
    ['/{a,b,a}', ['/a', '/b']],
    ['/{a}', ['/{a}']],
    ['/a{,b*}', ['/a', '/ab*']],
  ])('of %s are each once, in the order of a shell', (pattern, items) => {
    expect(alternatives(pattern)).toEqual(items);
  });

  it('are all there up to the limit, and none above it: a list that is cut hides some', () => {
    expect(alternatives('/{1..1000}')).toHaveLength(1000);
    expect(alternatives('/{1..1001}')).toBeUndefined();
    expect(alternatives('/{1..100000}/{a,b}')).toBeUndefined();
    expect(alternatives(`/{${'x,'.repeat(1000)}y}`)).toBeUndefined();
  });
});

describe('a segment that leads upwards', () => {
  it.each([
    ['/a/../b', true],
    ['/a/[.][.]/b', true],
    ['/a/[.].', true],
    ['/a*/[.][.]/b', true],
    ['/a/\\.\\./b', true],
    ['/a/[.]?', false],
    ['/a/...', false],
    ['/a/..b', false],
    ['/a/.*', false],
  ])('%s: %s', (item, expected) => {
    expect(hasParentSegment(item)).toBe(expected);
  });
});

describe('an expansion', () => {
  it('tells apart what is named and what is matched, by pattern, each sorted', () => {
    const nodes = { '/srv/b': 'file', '/srv/a': 'file', '/etc/x': 'file' } as const;
    const { paths, literals, matches, isCut } = found(nodes, '/{srv/{?,[ab],z,y},etc/no*}');
    expect({ paths, literals, isCut }).toEqual({
      paths: ['/srv/a', '/srv/b', '/srv/y', '/srv/z'],
      literals: ['/srv/y', '/srv/z'],
      isCut: false,
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

  it('stops above the limit, and gives nothing then', () => {
    const nodes = { '/srv/a': 'file', '/srv/b': 'file', '/srv/c': 'file' } as const;
    expect(found(nodes, '/srv/*', 3)).toMatchObject({ isCut: false });
    expect(found(nodes, '/srv/*', 2)).toMatchObject({ isCut: true, paths: [], literals: [] });
    expect(found(nodes, '/srv/{x,y,a*}', 2).matches.size).toBe(0);
  });

  it('passes over a link in a circle, which anybody can make and which holds nothing', () => {
    const unit = disk({ '/srv/a/x': 'file', '/srv/loop': { link: 'loop' } });
    const { paths, unreadable } = expand(['/srv/*/x'], unit, 10);
    expect([paths, unreadable]).toEqual([['/srv/a/x'], []]);
  });

  it('passes over a folder that goes while it is looked at, and names one that cannot be read', () => {
    const unit = disk({ '/srv/a/x': 'file', '/srv/b/x': 'file', '/srv/c/x': 'file' });
    const { readdir } = unit;
    unit.readdir = (folder) => {
      if (folder === '/srv/a') return undefined;
      return folder === '/srv/b' ? new Unreadable('i/o error') : readdir.call(unit, folder);
    };
    expect(expand(['/srv/*/*'], unit, 100)).toMatchObject({
      paths: ['/srv/c/x'],
      unreadable: ['/srv/b'],
    });
  });

  it('matches what root can not look at where its folder lists it, and else names the folder', () => {
    const unit = disk({ '/home/a/x': 'folder', '/home/b/x': 'file', '/home/c/y': 'file' });
    const { lstat, readdir } = unit;
    const denied = new Unreadable('permission denied');
    unit.lstat = (path) => (/^\/home\/.\/x/.test(path) ? denied : lstat.call(unit, path));
    unit.readdir = (path) => (path === '/home/b' ? denied : readdir.call(unit, path));
    expect(expand(['/home/*/x'], unit, 100)).toMatchObject({
      paths: ['/home/a/x'],
      unreadable: ['/home/b'],
    });
  });

  it('names what is not UTF-8, and matches it not', () => {
    const root = world({ '/srv/a': 'file' });
    const name = Buffer.concat([Buffer.from(join(root, 'srv/x')), Buffer.from([0xff])]);
    mkdirSync(name);
    writeFileSync(Buffer.concat([name, Buffer.from('/y')]), '');
    expect(expand(['/srv/**', '/srv/*'], new UnitDisk(root), 100)).toMatchObject({
      notUtf8: ['/srv/x\ufffd'],
      unreadable: [],
    });
    expect(expand(['/srv/*'], new UnitDisk(root), 100).paths).toEqual(['/srv/a']);
    expect(expand(['/srv/a*'], new UnitDisk(root), 100).notUtf8).toEqual([]);
  });
});

it('any name stands for itself with its characters in brackets, and is found by a pattern of its length', () => {
  const name = fc
    .string({ unit: fc.constantFrom(...'ab.-*?[]{}@+(),é '), minLength: 1, maxLength: 5 })
    .filter((text) => !/^\.{1,2}$/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), (names) => {
      const paths = names.map((each) => `/srv/${each}`);
      const unit = disk(Object.fromEntries(paths.map((path) => [path, 'file'])));
      expect(expand(['/srv/*'], unit, 100).paths).toEqual(paths.toSorted());
      for (const each of names) {
        const written = `/srv/${each.replace(/./gu, '[$&]')}`;
        expect(expand([written], unit, 100).literals).toEqual([`/srv/${each}`]);
        expect(expand([`/srv/${'?'.repeat(each.length)}`], unit, 100).paths).toContain(
          `/srv/${each}`,
        );
      }
    }),
    { numRuns: 30 },
  );
});
