import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { longFiles } from '../long-first.ts';
import { testsOfTheBuiltCharm } from '../suites.ts';

it.each(testsOfTheBuiltCharm)('the suite of the built charm finds %s', (pattern) => {
  expect(globSync(pattern)).not.toEqual([]);
});

it('the files to begin with are there', () => {
  expect(globSync(longFiles)).toHaveLength(longFiles.length);
});
