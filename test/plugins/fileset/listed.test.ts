import { describe, expect, it } from 'vitest';
import { listedPaths, nearestAbove } from '../../../src/plugins/fileset/listed.ts';

describe('listedPaths', () => {
  it('are the paths of all entries on this unit, matches of globs too', () => {
    const pattern = { text: '/b/*', here: ['/b/1'], elsewhere: ['/b/2'], isUnanswered: false };
    const entries = [
      { value: '/a/', line: 1, paths: ['/a'] },
      { value: '/b/*', line: 2, paths: ['/b/1'], glob: { literals: [], patterns: [pattern] } },
    ];
    expect([...listedPaths({ entries, scripts: [], extensions: {} })]).toEqual(['/a', '/b/1']);
  });
});

describe('nearestAbove', () => {
  it.each([
    ['/a/b/c', ['/a', '/a/b'], '/a/b'],
    ['/a/b/c', ['/a'], '/a'],
    ['/a', ['/'], '/'],
    ['/a', ['/a'], undefined],
    ['/ab', ['/a'], undefined],
    ['/', ['/'], undefined],
    ['/a/b', [], undefined],
  ])('for %s in %j: %s', (path, listed, ancestor) => {
    expect(nearestAbove(new Set(listed))(path)).toBe(ancestor);
  });

  it('is found for each of many paths, whatever was asked before', () => {
    const above = nearestAbove(new Set(['/a', '/a/b/c']));
    const paths = ['/a/b/c/d', '/a/b', '/a/b/c', '/x/y', '/a', '/a/b/c/d/e'];
    expect(paths.map(above)).toEqual(['/a/b/c', '/a', '/a', undefined, undefined, '/a/b/c']);
  });
});
