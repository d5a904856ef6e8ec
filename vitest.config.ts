import { defineConfig } from 'vitest/config';
import { diskFolder } from './test/disk-folder.ts';
import { reporting } from './test/results.ts';

export default defineConfig({
  test: {
    ...reporting('unit'),
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bacula/**', 'test/faults/**', 'test/fuzz/**', 'test/soak/**'],
    env: { TMPDIR: diskFolder() },
    // The files of a worker share its modules: to load them for each would take longer than most files do.
    isolate: false,
    unstubEnvs: true,
    // Most tests wait for processes of their own, so that every core is worth a worker.
    maxWorkers: '100%',
    // Some tests start hundreds of processes, on whatever machine there is.
    testTimeout: 120_000,
  },
});
