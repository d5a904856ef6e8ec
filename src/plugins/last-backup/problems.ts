import type { Duration } from '../../core/juju/duration.ts';
import { kind } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

const option = 'expect-backup-every';

export const invalidPeriod = kind(
  'last-backup/invalid-period',
  'error',
  'The time within which a backup is expected is no length of time.',
  'write it as in 26h or 8d, or reset the option',
  (value: string, days: number) => ({
    option,
    value,
    message: `${quote(value)} is not a duration of 1s to ${days}d`,
  }),
);

export const noneCompleted = kind(
  'last-backup/none-completed',
  'reminder',
  'No backup has come to its run-after-backup on this unit for longer than expected: the provider did not begin one, or its jobs fail.',
  "see the provider's last jobs",
  (since: number, period: Duration) => ({
    option,
    message: `no backup has completed on this unit since ${shown(since)} (expected every ${period.text})`,
  }),
);

/** As an operator reads it: `2026-11-20 01:00 UTC`. */
function shown(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
