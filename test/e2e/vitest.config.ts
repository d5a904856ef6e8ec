import { defineConfig } from 'vitest/config';
import { runtimes } from '../../charm/contents/program.ts';
import { LongFirst } from '../long-first.ts';
import { reporting } from '../results.ts';
import { charmDirOf } from './pack-charms.ts';

const limits = {
  // Some install the package and pack it, and in CI the tests with Bacula run next to these.
  testTimeout: 900_000,
  hookTimeout: 900_000,
};

/** Tests of the packed charm that need the npm registry, or a program that CI installs. */
export default defineConfig({
  test: {
    ...reporting('e2e'),
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    globalSetup: 'test/e2e/pack-charms.ts',
    projects: [
      { test: { ...limits, name: 'packed', include: ['test/e2e/**/*.test.ts'] } },
      ...runtimes.map((runtime) => ({
        test: {
          ...limits,
          name: `whole charm, packed on ${runtime}`,
          include: ['test/whole-charm/units.test.ts'],
          env: { CHARM_DIR: charmDirOf(runtime) },
        },
      })),
    ],
  },
});
