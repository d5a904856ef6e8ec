import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';

/** Run by run.ts, which prepares what the daemons and the machines' mounts need. */
export default defineConfig({
  test: {
    ...reporting('bacula'),
    include: ['test/bacula/**/*.test.ts'],
    // Bacula waits more than it works: two cores carry three sets of daemons.
    maxWorkers: 3,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
