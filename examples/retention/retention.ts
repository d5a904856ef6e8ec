import { stages } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { kind } from '../../src/core/problems/kind.ts';

/** How many backups the provider keeps. */
export interface Retention {
  readonly daily: number;
  readonly weekly: number;
}

declare module '../../src/core/spec/spec.ts' {
  interface Extensions {
    /** None where the provider decides. */
    retention?: Retention;
  }
}

const negative = kind(
  'retention/negative',
  'error',
  'A number of backups to keep is below 0.',
  'set it to 0 or more, or reset it',
  (option: string, count: number) => ({
    option,
    value: String(count),
    message: `${count} is no number of backups`,
  }),
);

const nothingKept = kind(
  'retention/nothing-kept',
  'error',
  'No backup is to be kept, so there would be nothing to restore.',
  'set retention-daily or retention-weekly to 1 or more, or reset both',
  () => ({
    option: 'retention-daily',
    message: 'with no daily and no weekly backup kept, there would be nothing to restore',
  }),
);

/** Reads the options `retention-daily` and `retention-weekly`. One that is not set is 0 where the other is set. */
export function retention(): Plugin<'retention'> {
  const name = 'retention';
  const options = ['retention-daily', 'retention-weekly'];
  return {
    name,
    options,
    problems: [negative, nothingKept],
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.read }, ({ config, draft, report }) => {
        const counts = options.map((option) => config.number(option));
        if (counts.every((count) => count === undefined)) return;
        const [daily = 0, weekly = 0] = counts;
        draft.extensions.retention = { daily, weekly };
        options.forEach((option, index) => {
          const count = counts[index] ?? 0;
          if (count < 0) report(negative(option, count));
        });
        if (daily === 0 && weekly === 0) report(nothingKept());
      });
    },
  };
}
