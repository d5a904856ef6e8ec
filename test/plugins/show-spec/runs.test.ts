import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runLines } from '../../../src/plugins/show-spec/runs.ts';

const start = 1_764_000_000;
const at = (exitCode: number, isOverLimit = false) => ({
  at: start + 1200,
  exitCode,
  seconds: 1200,
  isOverLimit,
});

it.each([
  [undefined, 'never'],
  [{ started: start }, 'running since 2025-11-24T16:00:00Z, or cut off; never succeeded'],
  [
    { started: start, succeeded: start - 86_400 },
    'running since 2025-11-24T16:00:00Z, or cut off; last succeeded 2025-11-23T16:00:00Z',
  ],
  [
    { started: start, end: at(0), succeeded: start + 1200 },
    '2025-11-24T16:00:00Z, exit code 0 after 1,200 s',
  ],
  [
    { started: start, end: at(3) },
    '2025-11-24T16:00:00Z, exit code 3 after 1,200 s; never succeeded',
  ],
  [
    { started: start, end: at(124, true), succeeded: 0 },
    '2025-11-24T16:00:00Z, ended at its limit after 1,200 s; last succeeded 1970-01-01T00:00:00Z',
  ],
])('a run is said in words: %j', (record, line) => {
  const records = record === undefined ? {} : { 'run-after-backup': record };
  expect(runLines(0, records)[2]).toBe(`run-after-backup: ${line}`);
});

it('nothing is said of runs that are not recorded', () => {
  expect(runLines(undefined, { 'run-after-backup': { started: start } })).toEqual(['not recorded']);
});

it('whatever was noted can be shown', () => {
  const number = fc.nat({ max: 999_999_999_999_999 });
  fc.assert(
    fc.property(number, number, (started, succeeded) => {
      const lines = runLines(started, { 'run-before-backup': { started, succeeded } });
      expect(lines).toHaveLength(5);
      expect(lines.join()).not.toMatch(/NaN|Invalid/);
    }),
  );
});
