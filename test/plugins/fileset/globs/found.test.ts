import { expect, it } from 'vitest';
import { PathPattern } from '../../../../src/core/spec/path-pattern.ts';
import { Found } from '../../../../src/plugins/fileset/globs/found.ts';

const patterns = [new PathPattern('/a/*'), new PathPattern('/*/b')];

it('what was found of a glob is told by pattern, counted once, and put in order', () => {
  const found = new Found(patterns);
  found.add('/a/é', ['/a/*']);
  found.add('/a/b', ['/a/*', '/*/b']);
  found.sort();
  expect([...found.matches]).toEqual([
    ['/a/*', ['/a/b', '/a/é']],
    ['/*/b', ['/a/b']],
  ]);
  // As JSON, with a comma: "/a/é", and twice "/a/b",
  expect([found.size, found.bytes, found.stop]).toEqual([2, 8 + 7 * 2, undefined]);
});

it('nothing is kept of a glob that was stopped, and the first reason stands', () => {
  const found = new Found(patterns);
  found.add('/a/b', ['/a/*']);
  found.links.push('/a/l');
  found.end('time');
  found.end('size');
  expect([found.size, found.bytes, found.stop, found.links]).toEqual([0, 0, 'time', []]);
  expect([...found.matches.values()]).toEqual([[], []]);
});
