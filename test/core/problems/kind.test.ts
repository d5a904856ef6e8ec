import { expect, it } from 'vitest';
import { kind, listed, shortList } from '../../../src/core/problems/kind.ts';

const tooLong = kind(
  'paths/too-long',
  'warning',
  'A path is too long.',
  'shorten it',
  (path: string, most: number) => ({
    option: 'fileset',
    value: path,
    message: `is longer than ${most}`,
  }),
);

it('a kind makes a finding of the facts of a case', () => {
  expect(tooLong('/srv', 3)).toEqual({
    code: 'paths/too-long',
    severity: 'warning',
    option: 'fileset',
    value: '/srv',
    message: 'is longer than 3',
    fix: 'shorten it',
  });
});

it('a kind says what the reference says of it', () => {
  expect({ ...tooLong }).toEqual({
    code: 'paths/too-long',
    severity: 'warning',
    about: 'A path is too long.',
    fix: 'shorten it',
  });
});

it.each([
  [[], ''],
  [['/a'], '"/a"'],
  [['/a', '/b\n', '/c'], '"/a", "/b\\u{a}", "/c"'],
  [['/a', '/b', '/c', '/d', '/e'], '"/a", "/b", "/c" and 2 more'],
])('a list names three paths and counts the rest: %j', (paths, text) => {
  expect(listed(paths)).toBe(text);
});

it('a short list has its items as they are', () => {
  expect(shortList(['a', 'b', 'c', 'd'])).toBe('a, b, c and 1 more');
});
