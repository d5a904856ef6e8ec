import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Minimatch } from 'minimatch';
import { describe, expect, it } from 'vitest';
import { PathPattern } from '../../../src/core/spec/path-pattern.ts';
import { PathPatterns } from '../../../src/core/spec/path-patterns.ts';
import { readBigFolder, type Wanted } from '../../../src/core/unit/disk/big-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const of = (...texts: readonly string[]) =>
  new PathPatterns(texts.map((text) => new PathPattern(text)));
const match = (pattern: string, path: string) => of(pattern).match(path);

describe('a path', () => {
  it.each([
    ['/srv/*', '/srv/a', true],
    ['/srv/*', '/srv/.a', true],
    ['/srv/*', '/srv/a/b', false],
    ['/srv/*', '/srv', false],
    ['/srv/**', '/srv', true],
    ['/srv/**', '/srv/a/b', true],
    ['/srv/**/x', '/srv/x', true],
    ['/srv/**/x', '/srv/a/b/x', true],
    ['/srv/**/x', '/srv/a/b/xx', false],
    ['/**/**/x', '/x', true],
    ['/srv//./s*/', '/srv/sub', true],
    ['/srv/s*/', '/srv/t', false],
    ['/**', '/', true],
    ['/srv/a*', '/etc/shadow', false],
  ])('%s matches %s: %s', (pattern, path, expected) => {
    expect(match(pattern, path)).toBe(expected);
  });

  it('is matched as by minimatch, whatever the pattern', () => {
    const segment = fc.oneof(
      fc.constantFrom('a', 'ab', '*', '**', '?', '[ab]', 'a*', '@(a|ab)', '!(b)'),
      fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 3 }),
    );
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.x'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 4 }),
        fc.array(name, { minLength: 1, maxLength: 4 }),
        (segments, names) => {
          const [pattern, path] = [`/${segments.join('/')}`, `/${names.join('/')}`];
          // A folder is among what `**` at the end matches, as on a disk; a text of it is not.
          const texts = pattern.endsWith('/**') ? [path, `${path}/`] : [path];
          const minimatch = new Minimatch(pattern, { dot: true });
          expect(match(pattern, path)).toBe(texts.some((text) => minimatch.match(text)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a position', () => {
  const all = of('/srv/data/*.db', '/srv/**/x', '/srv/*/y/*');

  it('knows which patterns match, and which can match below', () => {
    expect([...all.at('/srv/data').patterns].sort()).toEqual([0, 1, 2]);
    expect(all.at('/srv/data/a.db').complete).toEqual([0]);
    expect(all.at('/srv/x').complete).toEqual([1]);
    expect([...all.at('/srv/other').patterns].sort()).toEqual([1, 2]);
    expect(all.at('/etc').isDead).toBe(true);
    expect(all.at('/srv/data/a.db').leadsOn).toBe(true);
    expect(of('/a*').at('/a').leadsOn).toBe(false);
  });

  it('tells names that are written from magic', () => {
    const position = all.at('/srv');
    expect([...position.literals.keys()]).toEqual(['data', 'x']);
    expect(position.isOpen).toBe(true);
    expect(all.start.isOpen).toBe(false);
    expect([...position.literally('data').patterns]).toEqual([0]);
    expect([...position.broadly('data').patterns].sort()).toEqual([1, 2]);
    expect([...position.magically('data').patterns]).toEqual([2]);
    expect([...position.onlyOpen.patterns].sort()).toEqual([1, 2]);
  });

  it.each([
    [['/srv/*.db'], ['*.db']],
    [
      ['/srv/*.db', '/srv/a*/b', '/srv/*.db/x'],
      ['*.db', 'a*'],
    ],
    [['/srv/{*'], ['{*']],
    [['/srv/*.db', '/srv/name'], undefined],
    [['/srv/*.db', '/srv/**'], undefined],
    [['/srv/?.db'], undefined],
    [['/srv/[a]*'], undefined],
    [['/srv/+(a)*'], undefined],
    [['/srv/a\\*b*'], undefined],
    [['/srv/\ufffd*'], undefined],
    [['/srv/a\n*'], undefined],
    [Array.from({ length: 101 }, (_, index) => `/srv/${index}*`), undefined],
  ])('at /srv of %j tells find of %j', (patterns, names) => {
    expect(of(...patterns).at('/srv').names).toEqual(names);
  });

  it('loses nothing by what find leaves out', () => {
    const folder = temporaryFolder();
    const names = [
      'a',
      'A',
      '.a',
      'ab',
      'a.b',
      '-a',
      '{a',
      'a]',
      'a b',
      'a\nb',
      'ä',
      'aä',
      '!a',
      '*',
      '\\',
    ];
    for (const name of names) writeFileSync(join(folder, name), '');
    const odd = ['\xff', 'a\xffb', '\xe4b'].map((name) =>
      Buffer.from(`${folder}/${name}`, 'latin1'),
    );
    for (const path of odd) writeFileSync(path, '');
    const read = (wanted: Partial<Wanted>) => {
      const big = readBigFolder(folder, { seconds: 10, ...wanted }, 1e6);
      return big.is === 'read' ? [...big.entries].map(({ name }) => name) : [];
    };
    const all = read({});
    expect(all).toHaveLength(names.length + odd.length);
    const unit = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom('a', 'b', 'ä', '.', '-', '{', ']', '!', ' ') },
      { weight: 1, arbitrary: fc.constantFrom('?', '\\', '[') },
    );
    const text = fc.string({ unit, maxLength: 2 });
    const texts = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(texts, (parts) => {
        const position = of(...parts.map((part) => `/${part.join('*')}`)).start;
        const isWanted = (name: string) => !position.next(name).isDead;
        const found = read({ names: position.names });
        expect(found.filter(isWanted).toSorted()).toEqual(all.filter(isWanted).toSorted());
      }),
    );
  });

  it('goes on without some of the patterns, or with their ends alone', () => {
    const position = all.at('/srv');
    expect([...position.only((pattern) => pattern !== 1).patterns].sort()).toEqual([0, 2]);
    const end = all.at('/srv/x').ends;
    expect([end.complete, end.leadsOn]).toEqual([[1], false]);
  });

  it('is within another one where that leads to all that it leads to', () => {
    const position = all.at('/srv/a').only((pattern) => pattern === 2);
    expect(position.isWithin(all.at('/srv/b'))).toBe(true);
    expect(position.isWithin(all.at('/srv/b/c'))).toBe(false);
  });
});
