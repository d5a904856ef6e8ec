import { describe, expect, it } from 'vitest';
import { listedAncestor, listedPaths } from '../../../src/plugins/fileset/listed.ts';

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

describe('listedAncestor', () => {
  it.each([
    ['/a/b/c', ['/a', '/a/b'], '/a/b'],
    ['/a/b/c', ['/a'], '/a'],
    ['/a', ['/'], '/'],
    ['/a', ['/a'], undefined],
    ['/ab', ['/a'], undefined],
    ['/', ['/'], undefined],
    ['/a/b', [], undefined],
  ])('of %s in %j: %s', (path, listed, ancestor) => {
    expect(listedAncestor(path, new Set(listed))).toBe(ancestor);
  });
});
