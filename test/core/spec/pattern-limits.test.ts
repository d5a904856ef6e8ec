import { describe, expect, it } from 'vitest';
import { depthOf, excessOf } from '../../../src/core/spec/pattern-limits.ts';

describe('a pattern', () => {
  it.each([
    '/srv/*',
    `/srv/${'x'.repeat(4090)}`,
    `/srv/${'[ab]'.repeat(100)}*`,
    `/srv/${'@(a|b)'.repeat(100)}`,
    `/srv/${'['.repeat(10)}*`,
    `/srv/${'@('.repeat(10)}a${')'.repeat(10)}`,
  ])('that can be meant is taken: %s', (pattern) => {
    expect(excessOf(pattern)).toBeUndefined();
  });

  it.each([
    [`/srv/${'x'.repeat(4091)}`, 'is longer than 4,095 bytes'],
    [`/srv/${'é'.repeat(2046)}`, 'is longer than 4,095 bytes'],
    [`/srv/${'[ab]'.repeat(101)}`, 'has 101 [, and at most 100 are read'],
    [`/srv/${'@(a|b)'.repeat(101)}`, 'has 101 (, and at most 100 are read'],
    [`/srv/${'['.repeat(11)}*`, 'has 11 [ without a ], and at most 10 are read'],
    [`/[a]${'['.repeat(6)}/[a]${'['.repeat(5)}`, 'has 11 [ without a ], and at most 10 are read'],
    [`/srv/${'@('.repeat(11)}a${')'.repeat(11)}`, 'has lists in lists, more than 10 deep'],
  ])('that is too big to be meant is not: %s', (pattern, excess) => {
    expect(excessOf(pattern)).toBe(excess);
  });
});

it.each([
  ['', 0],
  ['{a,b}{c,d}', 1],
  ['{a,{b,@(c|d)}}', 3],
  ['}}{', 1],
])('%s is %i deep', (pattern, depth) => {
  expect(depthOf(pattern)).toBe(depth);
});
