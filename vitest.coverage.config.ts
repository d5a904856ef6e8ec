import { defineConfig } from 'vitest/config';
import { settings, tests } from './test/suites.ts';

/** `npm test` and `npm run test:charm` in one run, which says how much of the source they run: `npm run coverage`. */
export default defineConfig({
  test: {
    ...settings,
    ...tests,
    coverage: { enabled: true },
  },
});
