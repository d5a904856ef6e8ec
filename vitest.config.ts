import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bacula/**'],
    // Some tests start hundreds of processes, on whatever machine there is.
    testTimeout: 120_000,
  },
});
