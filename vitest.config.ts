import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { diskFolder } from './test/disk-folder.ts';
import { reporting } from './test/results.ts';

export default defineConfig({
  test: {
    ...reporting('unit'),
    include: ['test/**/*.test.ts'],
    exclude: ['e2e', 'bacula', 'faults', 'fuzz', 'site', 'soak'].map((own) => `test/${own}/**`),
    env: {
      TMPDIR: diskFolder(),
      // What tests start with Node is compiled once, and not by each of hundreds of processes.
      NODE_COMPILE_CACHE: resolve('build/compile-cache'),
    },
    // The files of a worker share its modules: to load them for each would take longer than most files do.
    isolate: false,
    unstubEnvs: true,
    // Most tests wait for processes of their own, and some for a time to pass.
    maxWorkers: 2 * availableParallelism(),
    // Some tests start hundreds of processes, on whatever machine there is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
