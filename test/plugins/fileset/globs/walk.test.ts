import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Glob } from 'glob';
import { describe, expect, it } from 'vitest';
import { PathPattern } from '../../../../src/core/spec/path-pattern.ts';
import { UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { walkLimits } from '../../../../src/plugins/fileset/globs/expand.ts';
import { type WalkLimits, walk } from '../../../../src/plugins/fileset/globs/walk.ts';
import { type Node, world } from '../../../support/world.ts';

/** A clock that no time passes on. */
const limits: WalkLimits = { ...walkLimits, clock: () => 0 };

function walkOn(
  root: string,
  globs: readonly (readonly string[])[],
  own: Partial<WalkLimits> = {},
) {
  const disk = new UnitDisk(root);
  const read: string[] = [];
  const { entries } = disk;
  disk.entries = (folder, seconds) => {
    read.push(folder.toString());
    return entries.call(disk, folder, seconds);
  };
  const patterns = globs.map((texts) => texts.map((text) => new PathPattern(text)));
  const found = walk(patterns, disk, { ...limits, ...own });
  return {
    read,
    found,
    matches: found.map(({ matches }) => [...new Set([...matches.values()].flat())].sort()),
    stops: found.map(({ stop }) => stop),
  };
}

describe('all globs of an event', () => {
  it('share one walk: no folder is read twice, and none without need', () => {
    const root = world({ '/srv/a/x.db': 'file', '/srv/b/c/x.db': 'file', '/etc/d/x.db': 'file' });
    const { read, matches } = walkOn(root, [
      ['/srv/*/x.db', '/srv/*/*.db'],
      ['/srv/**/x.db'],
      ['/srv/b/*', '/srv/a/x.d?'],
    ]);
    expect(read.toSorted()).toEqual(['/srv', '/srv/a', '/srv/b', '/srv/b/c']);
    expect(matches).toEqual([
      ['/srv/a/x.db'],
      ['/srv/a/x.db', '/srv/b/c/x.db'],
      ['/srv/a/x.db', '/srv/b/c'],
    ]);
  });

  it('find what the package glob finds, on any tree without links', () => {
    const name = fc.constantFrom('a', 'ab', 'b', '.c', 'd.x');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const segment = fc.constantFrom('a', 'b', '*', '**', '?', '[ab]*', '*.x', '@(a|b)', '.*');
    // A file before a last `**` counts for glob only where no `**` comes before it, which is tried on its own.
    const isOdd = (text: string) => /\*\*.*\/[ab](?:\/\*\*)+$/.test(text);
    const pattern = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([segments, isForFolders]) => `/${segments.join('/')}${isForFolders ? '/' : ''}`)
      .filter((text) => /[*?[@]/.test(text) && !isOdd(text));
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { maxLength: 8 }),
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        (paths, patterns) => {
          const root = world({});
          for (const each of paths) mkdirSync(join(root, each), { recursive: true });
          for (const each of paths) {
            try {
              writeFileSync(join(root, each, 'b'), '');
            } catch {
              // There is a folder of that name.
            }
          }
          const { matches } = walkOn(
            root,
            patterns.map((text) => [text]),
          );
          const expected = patterns.map((text) => {
            const all = new Glob(text, { dot: true, root, cwd: root, posix: true }).iterateSync();
            const relative = [...all].map((each) =>
              each.slice(root.length).replace(/(?<=.)\/$/, ''),
            );
            return [...new Set(relative.map((each) => each || '/'))].sort();
          });
          expect(matches).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});

it.each(['/b/**', '/*/b/**', '/**/b/**'])('%s matches a file of that name, too', (text) => {
  const root = world({ '/b': 'file', '/a/b': 'file', '/a/c/b': 'folder' });
  const { matches } = walkOn(root, [[text]]);
  const isBelow = text.startsWith('/**');
  expect(matches).toEqual([
    text === '/b/**' ? ['/b'] : isBelow ? ['/a/b', '/a/c/b', '/b'] : ['/a/b'],
  ]);
});

describe('a link', () => {
  const nodes: Readonly<Record<string, Node>> = {
    '/data/x.db': 'file',
    '/data/sub/x.db': 'file',
    '/srv/link': { link: '../data' },
    '/srv/file': { link: '../data/x.db' },
    '/srv/real/x.db': 'file',
  };

  it.each([
    ['/srv/link/*.db', ['/srv/link/x.db']],
    ['/srv/link/**/x.db', ['/srv/link/sub/x.db', '/srv/link/x.db']],
    ['/s*/link/x.*', ['/srv/link/x.db']],
    ['/srv/*/x.db', ['/srv/real/x.db']],
    ['/srv/l*/x.db', []],
    ['/srv/**/x.db', ['/srv/real/x.db']],
    ['/srv/*', ['/srv/file', '/srv/link', '/srv/real']],
    ['/srv/*/', ['/srv/link', '/srv/real']],
  ])('is followed only where the pattern names it: %s', (pattern, expected) => {
    expect(walkOn(world(nodes), [[pattern]]).matches).toEqual([expected]);
  });

  it('that is passed over is noted where it leads to a folder that could hold a match', () => {
    const linksOf = (pattern: string) => walkOn(world(nodes), [[pattern]]).found[0]?.links;
    expect(linksOf('/srv/*/x.db')).toEqual(['/srv/link']);
    expect(linksOf('/srv/f*/x.db')).toEqual([]);
    expect(linksOf('/srv/*')).toEqual([]);
    expect(linksOf('/srv/**/x.db')).toEqual([]);
    expect(linksOf('/srv/link/*')).toEqual([]);
  });

  it('that leads to where the same pattern looks anyway is not noted', () => {
    const root = world({ '/srv/5/x': 'file', '/srv/current': { link: '5' } });
    expect(walkOn(root, [['/srv/*/x']]).found[0]?.links).toEqual([]);
  });

  it('in thousands costs one look each: nothing of them is entered', () => {
    const root = world({ '/home/alice/a.db': 'file' });
    for (let number = 0; number < 3000; number++)
      symlinkSync('.', join(root, `home/alice/l${number}`));
    const { read, matches } = walkOn(root, [['/home/*/*/*.db'], ['/home/**/*.db']]);
    expect(read.toSorted()).toEqual(['/home', '/home/alice']);
    expect(matches).toEqual([[], ['/home/alice/a.db']]);
  });
});

describe('a glob that is too much', () => {
  const nodes: Readonly<Record<string, Node>> = {
    '/home/a/1/x': 'file',
    '/home/a/2/x': 'file',
    '/home/a/3/x': 'file',
    '/home/b/x': 'file',
    '/srv/1/x': 'file',
    '/srv/2/x': 'file',
  };
  /** Each look at the clock is a second later. */
  const ticking = () => {
    let now = 0;
    return () => (now += 1000);
  };

  it('of time is stopped, and those that take less are not', () => {
    const globs = [['/home/**/x'], ['/srv/1/*'], ['/home/b/*']];
    const { stops, matches } = walkOn(world(nodes), globs, { clock: ticking(), seconds: 12 });
    expect(stops).toEqual(['time', undefined, undefined]);
    expect(matches).toEqual([[], ['/srv/1/x'], ['/home/b/x']]);
  });

  it('of time stops in the middle of a folder', () => {
    const root = world({});
    for (let number = 0; number < 3000; number++) writeFileSync(join(root, String(number)), '');
    const { stops } = walkOn(root, [['/*x']], { clock: ticking(), seconds: 3 });
    expect(stops).toEqual(['time']);
    expect(walkOn(root, [['/*9']], { clock: ticking(), seconds: 30 }).stops).toEqual([undefined]);
  });

  it('of matches is stopped, and the others are not', () => {
    const { stops, matches } = walkOn(world(nodes), [['/home/a/*'], ['/srv/*']], { matches: 2 });
    expect(stops).toEqual(['matches', undefined]);
    expect(matches).toEqual([[], ['/srv/1', '/srv/2']]);
  });

  it('of bytes is the one that has the most of them', () => {
    const { stops } = walkOn(world(nodes), [['/home/a/*/x'], ['/srv/1/*']], { bytes: 40 });
    expect(stops).toEqual(['bytes', undefined]);
  });

  it('of folders to look into is stopped, and the others are not', () => {
    const { stops, matches } = walkOn(world(nodes), [['/home/a/*/x'], ['/srv/*/x']], {
      pending: 3,
    });
    expect(stops).toEqual(['size', undefined]);
    expect(matches).toEqual([[], ['/srv/1/x', '/srv/2/x']]);
  });

  it('of names in one folder is stopped, and what only names something there is not', () => {
    const disk = new UnitDisk(world(nodes));
    const { entries } = disk;
    disk.entries = (folder, seconds) =>
      folder === '/srv' ? new Unreadable('x', 'EFBIG') : entries.call(disk, folder, seconds);
    const globs = [['/srv/*/x'], ['/srv/1/*']].map((texts) =>
      texts.map((text) => new PathPattern(text)),
    );
    const found = walk(globs, disk, limits);
    expect(found.map(({ stop }) => stop)).toEqual(['size', undefined]);
  });
});

it('what cannot be read is noted for the globs that ask for it alone', () => {
  const disk = new UnitDisk(world({ '/srv/1/x': 'file', '/etc/x': 'file' }));
  const { entries } = disk;
  disk.entries = (folder, seconds) =>
    folder === '/srv' ? new Unreadable('x', 'EIO') : entries.call(disk, folder, seconds);
  const globs = [['/srv/*/x'], ['/srv/1/*'], ['/etc/*']].map((texts) =>
    texts.map((text) => new PathPattern(text)),
  );
  const found = walk(globs, disk, limits);
  expect(found.map(({ unreadable }) => unreadable)).toEqual([['/srv'], [], []]);
});
