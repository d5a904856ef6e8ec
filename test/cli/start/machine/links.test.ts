import { expect, test } from 'vitest';
import { targetInside } from '../../../../cli/start/machine/links.ts';

test.each([
  ['usr/bin', 0, 'usr/bin'],
  ['../b', 1, '../b'],
  ['../../etc', 2, '../../etc'],
  ['/srv/data', 0, 'srv/data'],
  ['/srv/data', 2, '../../srv/data'],
  ['/srv/../etc', 1, '../srv/../etc'],
  ['/', 0, '.'],
  ['/', 1, '../'],
  ['//../etc', 1, '../etc'],
  ['../etc', 0, 'etc'],
  ['../../../etc', 1, '../etc'],
  ['..', 0, '.'],
  ['..data/x', 0, '..data/x'],
])('a link to %s, %i folders deep, stays in the tree: %s', (target, depth, inside) => {
  expect(targetInside(target, depth)).toBe(inside);
});
