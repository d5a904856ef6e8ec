import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What vitest's JSON reporter leaves of a run. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** False too where a file could not be loaded, which counts no test. */
  readonly success: boolean;
}

/** Adds up the runs named on the command line: a run without results, and each skipped test, is a failure. */
let passed = 0;
let failed = 0;
for (const run of process.argv.slice(2)) {
  const results = read(run);
  if (results === undefined) {
    console.log(`${run}: left no results`);
    failed++;
    continue;
  }
  const skipped = results.numPendingTests + results.numTodoTests;
  const broken = results.numFailedTests === 0 && !results.success ? 1 : 0;
  console.log(
    `${run}: ${results.numPassedTests} passed, ${results.numFailedTests + broken} failed, ${skipped} skipped`,
  );
  passed += results.numPassedTests;
  failed += results.numFailedTests + broken + skipped;
}
console.log(`passed ${passed}\nfailed ${failed}`);

function read(run: string): Results | undefined {
  try {
    const file = join(process.env['TEST_RESULTS'] ?? 'build/test-results', `${run}.json`);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
