import type { Plugin } from '../../core/hooks/plugin.ts';
import { readDuration } from '../../core/juju/duration.ts';
import * as problems from './problems.ts';

const option = 'expect-backup-every';

/** Seconds: 400 days. */
export const longestPeriod = 400 * 86_400;

/**
 * Warns where no backup has completed on this unit for longer than the option `expect-backup-every` says, as far as the
 * wrappers of the scripts have noted it. A new unit has that time too, from the first event on. Bacula runs
 * run-after-backup only after a job that has saved something.
 */
export function lastBackup(): Plugin<'last-backup'> {
  const name = 'last-backup';
  return {
    name,
    options: [option],
    problems: Object.values(problems),
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ config, runs, report }) => {
        const text = config.text(option) ?? '';
        if (text.trim() === '') return;
        const period = readDuration(text, longestPeriod);
        if (period === undefined) {
          report(problems.invalidPeriod(text, longestPeriod / 86_400));
          return;
        }
        const { since } = runs;
        if (since === undefined) return;
        const completed = runs.read()['run-after-backup']?.started ?? 0;
        const last = Math.max(since, completed);
        if (Date.now() / 1000 - last > period.seconds) report(problems.noneCompleted(last, period));
      });
    },
  };
}
