import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testsOfTheBuiltCharm } from '../suites.ts';

it.each(testsOfTheBuiltCharm)('the suite of the built charm finds %s', (pattern) => {
  expect(globSync(pattern)).not.toEqual([]);
});
