import { describe, expect, it } from 'vitest';
import { literalParent, magic } from '../../../../src/plugins/fileset/globs/limit.ts';

describe('magic', () => {
  it.each(['/a*', '/a?', '/[ab]', '/{a,b}', '/a/@(b)', '/+(a)', '/!(a)'])(
    'is in %s, so it can be a glob',
    (pattern) => {
      expect(magic.test(pattern)).toBe(true);
    },
  );

  it.each(['/a', '/a!b', '/a+b@c', '/(a)', '/a]b}', '/a\\b'])('is not in %s', (path) => {
    expect(magic.test(path)).toBe(false);
  });
});

describe('literalParent', () => {
  it.each([
    ['/srv/*', '/srv'],
    ['/srv/a*/b', '/srv'],
    ['/srv/data/{a,b}/c', '/srv/data'],
    ['/*', '/'],
    ['/srv/x@(a|b)', '/srv'],
    ['/a[b]/c*', '/'],
  ])('of %s is %s', (pattern, parent) => {
    expect(literalParent(pattern)).toBe(parent);
  });
});
