import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';

/** Run by run.ts. With strict and without: each is a project, and has a process of its own. */
export default defineConfig({
  test: {
    ...reporting('soak'),
    maxWorkers: '100%',
    projects: ['false', 'true'].map((strict) => ({
      test: {
        name: `strict=${strict}`,
        include: ['test/soak/**/*.test.ts'],
        env: { SOAK_STRICT: strict },
        testTimeout: 3_600_000,
      },
    })),
  },
});
