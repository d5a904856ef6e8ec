import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';

/** Run by run.ts, which says how many inputs are tried and with which seed. */
export default defineConfig({
  test: {
    ...reporting('fuzz'),
    include: ['test/fuzz/**/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 3_600_000,
  },
});
