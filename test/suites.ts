import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { InlineConfig } from 'vitest/node';
import { diskFolder } from './disk-folder.ts';
import { LongFirst } from './long-first.ts';

/** Every test that needs nothing but Node. */
export const tests = {
  include: ['test/**/*.test.ts'],
  exclude: ['e2e', 'bacula', 'faults', 'fuzz', 'site', 'soak'].map((own) => `test/${own}/**`),
};

/**
 * Those among them that are long, as they start the built charm, forks of it or scripts again and again, or send the whole
 * charm through many events: `npm run test:charm`. `npm test` has all others. Of the whole charm it has original.test.ts, and of
 * the built one charm.test.ts.
 */
export const testsOfTheBuiltCharm = [
  'test/charm/build.test.ts',
  'test/charm/environment.test.ts',
  'test/cli/start/{main,own-charm,own-config}.test.ts',
  'test/core/process/run-script.test.ts',
  'test/core/validators/attacks/*.test.ts',
  'test/core/validators/bounded-process.test.ts',
  'test/core/validators/configured-plugins.test.ts',
  'test/core/validators/isolation.test.ts',
  'test/core/validators/site-plugin-process.test.ts',
  'test/core/validators/site-plugin.test.ts',
  'test/examples/forks.test.ts',
  'test/examples/forks/*.test.ts',
  'test/examples/site-plugin.test.ts',
  'test/injection/*.test.ts',
  'test/plugins/fileset/globs/union-{model,storm}.test.ts',
  'test/plugins/rehearse/{rehearse,rehearsal,run-script}.test.ts',
  'test/testing/contracts/charm/*.test.ts',
  'test/testing/contracts/site-plugin.test.ts',
  'test/testing/process/front-end.test.ts',
  'test/whole-charm/!(original).test.ts',
];

export const settings = {
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
  sequence: { sequencer: LongFirst },
} satisfies InlineConfig;
