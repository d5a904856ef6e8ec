import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';

/** Tests of the built site in a real browser: `npm run test:site`. */
export default defineConfig({
  test: {
    ...reporting('site'),
    include: ['test/site/**/*.test.ts'],
    globalSetup: 'test/site/serve.ts',
    // One browser, which has work for all processors there are.
    maxWorkers: 1,
    isolate: false,
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
