import type { Config } from '../../core/juju/config.ts';
import { type Duration, readDuration } from '../../core/juju/duration.ts';

/** What a job finds in the place of a script that is not set. */
export const nothing = '#!/bin/sh\n# This script is not set.\nexit 0\n';

/** What the config says of how the scripts run. */
export interface RunSettings {
  /** After which a script is ended. */
  readonly limit: Duration | undefined;
  /** Whether run-after-backup runs at once where run-before-backup fails. */
  readonly cleansUp: boolean;
  /** Whether each run is noted. */
  readonly isRecorded: boolean;
  /** The URI of the secret whose keys are variables of the scripts. */
  readonly secret: string | undefined;
}

/** The config options that say it. */
export const runOptions = [
  'clean-up-on-failure',
  'expect-backup-every',
  'metrics-file',
  'script-environment',
  'script-timeout',
] as const;

/** Seconds that `script-timeout` may be at most: 30 days. */
export const longestTimeout = 30 * 86_400;

/** Reads them. What is not valid counts as not set: it is reported, and blocks the unit. */
export function readRunSettings(config: Config): RunSettings {
  const text = (option: string) => (config.text(option) ?? '').trim();
  const secret = text('script-environment');
  return {
    limit: readDuration(text('script-timeout'), longestTimeout),
    cleansUp: config.flag('clean-up-on-failure'),
    isRecorded: text('expect-backup-every') !== '' || text('metrics-file') !== '',
    secret: secret === '' ? undefined : secret,
  };
}

/** Whether a script is run by a wrapper: its file is then not the option's value. */
export function isWrapping({ limit, cleansUp, isRecorded, secret }: RunSettings): boolean {
  return limit !== undefined || cleansUp || isRecorded || secret !== undefined;
}
