import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/long-first.ts';
import { reporting } from './test/results.ts';
import { settings, tests, testsOfTheBuiltCharm } from './test/suites.ts';

export default defineConfig({
  test: {
    ...settings,
    ...reporting('unit'),
    sequence: { sequencer: LongFirst },
    include: tests.include,
    exclude: [...tests.exclude, ...testsOfTheBuiltCharm],
  },
});
