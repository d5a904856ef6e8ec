import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What vitest's JSON reporter leaves of a run. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** False too where a file could not be loaded, which counts no test. */
  readonly success: boolean;
  readonly testResults: readonly File[];
}

interface File {
  readonly name: string;
  readonly status: string;
  /** Why the file could not be loaded. */
  readonly message: string;
  readonly assertionResults: readonly Test[];
}

interface Test {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/**
 * Adds up the runs named on the command line: a run without results, and each skipped test, is a failure.
 * What failed is printed once more, so that the end of the log says it all.
 */
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
  for (const file of results.testResults) {
    printFailures(run, file);
  }
  passed += results.numPassedTests;
  failed += results.numFailedTests + broken + skipped;
}
console.log(`passed ${passed}\nfailed ${failed}`);

function printFailures(run: string, file: File): void {
  const name = `${run}: ${relative(process.cwd(), file.name)}`;
  const notPassed = file.assertionResults.filter(({ status }) => status !== 'passed');
  for (const { status, fullName, failureMessages } of notPassed) {
    console.log(`${name}: ${status}: ${fullName}\n${failureMessages.join('\n').slice(0, 4000)}`);
  }
  if (file.status !== 'passed' && notPassed.length === 0) {
    console.log(`${name}: ${file.status}: ${file.message}`);
  }
}

function read(run: string): Results | undefined {
  try {
    const file = join(process.env['TEST_RESULTS'] ?? 'build/test-results', `${run}.json`);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
