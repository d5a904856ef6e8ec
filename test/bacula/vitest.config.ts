import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';
import { fileDaemonReleases, recipesRelease } from './harness/release.ts';

/** Run by run.ts, which prepares what the daemons and the machines' mounts need. */
export default defineConfig({
  test: {
    ...reporting('bacula'),
    // Bacula waits more than it works: two cores carry four sets of daemons.
    maxWorkers: 4,
    projects: fileDaemonReleases.map((release) => ({
      test: {
        name: `file daemon ${release}`,
        include: ['test/bacula/**/*.test.ts'],
        // What a recipe's scripts do does not depend on the release, so one is enough.
        exclude: release === recipesRelease ? [] : ['test/bacula/recipes/**'],
        env: { FILE_DAEMON_RELEASE: release },
        testTimeout: 300_000,
        hookTimeout: 120_000,
      },
    })),
  },
});
