import { defineConfig } from 'vitest/config';
import { reporting } from './test/results.ts';
import { settings, tests, testsOfTheBuiltCharm } from './test/suites.ts';

export default defineConfig({
  test: {
    ...settings,
    ...reporting('unit'),
    include: tests.include,
    exclude: [...tests.exclude, ...testsOfTheBuiltCharm],
  },
});
