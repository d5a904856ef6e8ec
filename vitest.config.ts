import { defineConfig } from 'vitest/config';
import { reporting } from './test/results.ts';

export default defineConfig({
  test: {
    ...reporting('unit'),
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bacula/**'],
    // Some tests start hundreds of processes, on whatever machine there is.
    testTimeout: 120_000,
  },
});
