import { defineConfig } from 'vitest/config';
import { reporting } from '../results.ts';
import { settings, testsOfTheBuiltCharm } from '../suites.ts';

/** Tests that start the built charm: `npm run test:charm`. */
export default defineConfig({
  test: {
    ...settings,
    ...reporting('charm'),
    include: testsOfTheBuiltCharm,
  },
});
