import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';

/** Tests of the packed charm that need the npm registry, or a program that CI installs. */
export default defineConfig({
  test: {
    ...reporting('e2e'),
    include: ['test/e2e/**/*.test.ts'],
    // Packing for both architectures takes some twenty seconds.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
