import { expect, it } from 'vitest';
import { atEntry, pathsOf } from '../../../src/plugins/fileset/at-entry.ts';

const literal = { value: '/srv/a/', line: 2 };
const glob = { value: '/srv/*', line: 3 };

it('points a finding at the entry as written', () => {
  expect(atEntry(literal)).toEqual({ option: 'fileset', value: '/srv/a/', line: 2 });
});

it('names a path that the entry itself names alone, and of others where they come from', () => {
  expect(pathsOf(literal, ['/srv/a'])).toBe('"/srv/a"');
  expect(pathsOf(glob, ['/srv/a', '/srv/b'])).toBe('"/srv/a", "/srv/b" (from "/srv/*")');
  expect(pathsOf(glob, ['/srv/1', '/srv/2', '/srv/3', '/srv/4'])).toBe(
    '"/srv/1", "/srv/2", "/srv/3" and 1 more (from "/srv/*")',
  );
});
