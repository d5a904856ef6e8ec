import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';

/** Run by run.ts, which gives the tests mounts and a temporary folder of their own. */
export default defineConfig({
  test: {
    ...reporting('faults'),
    include: ['test/faults/**/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
  },
});
