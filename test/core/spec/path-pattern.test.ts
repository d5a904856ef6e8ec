import { describe, expect, it } from 'vitest';
import { PathPattern } from '../../../src/core/spec/path-pattern.ts';

describe('one pattern', () => {
  it.each([
    ['/srv/*', true, false, false],
    ['/srv/*/', true, true, false],
    ['/srv/a[*]', false, false, false],
    ['/srv/[.][.]/x*', true, false, true],
    ['/a/../b', false, false, true],
    ['/a/.*', true, false, false],
    ['/a/{b}', false, false, false],
  ])('%s is a pattern: %s, for folders: %s, leads upwards: %s', (text, ...expected) => {
    const { isPattern, isForFolders, hasParentSegment } = new PathPattern(text);
    expect([isPattern, isForFolders, hasParentSegment]).toEqual(expected);
  });

  it('names a path where it has no magic', () => {
    expect(new PathPattern('/srv/a[*][*]/[[]x]').literal).toBe('/srv/a**/[x]');
  });

  it('is refused by minimatch where it has limits of its own', () => {
    expect(() => new PathPattern(`/${'@(a'.repeat(2000)}${')'.repeat(2000)}`)).toThrow(TypeError);
  });
});

it('a pattern is read part by part, without what changes nothing', () => {
  const kinds = new PathPattern('/a//./b*/**/**/c/').segments.map(({ kind }) => kind);
  expect(kinds).toEqual(['literal', 'magic', 'any', 'literal', 'end']);
});
