import { scriptOptions } from '../../core/spec/spec.ts';
import type { RunRecord, RunRecordsByOption } from '../../core/unit/files/run-records.ts';

/** The last second that a date can have. */
const lastSecond = 8.64e12;

/**
 * A line for each script: when it has run last, and how that ended.
 *
 * @param since - seconds since 1970 from which on runs are noted; undefined where they are not
 */
export function runLines(since: number | undefined, records: RunRecordsByOption): string[] {
  if (since === undefined) return ['not recorded'];
  const lines = scriptOptions.map((option) => `${option}: ${lastRun(records[option])}`);
  return [`recorded since ${time(since)}`, ...lines];
}

function lastRun(record: RunRecord | undefined): string {
  if (record === undefined) return 'never';
  const { started, end, succeeded } = record;
  const success = succeeded === undefined ? 'never succeeded' : `last succeeded ${time(succeeded)}`;
  if (end === undefined) return `running since ${time(started)}, or cut off; ${success}`;
  const after = `after ${end.seconds.toLocaleString('en')} s`;
  if (end.isOverLimit) return `${time(started)}, ended at its limit ${after}; ${success}`;
  const how = `${time(started)}, exit code ${end.exitCode} ${after}`;
  return end.exitCode === 0 ? how : `${how}; ${success}`;
}

/** As ISO has it, in UTC. */
function time(seconds: number): string {
  if (seconds > lastSecond) return 'at an impossible time';
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
