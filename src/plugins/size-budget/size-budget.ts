import { specOf } from '../../core/spec/draft.ts';
import { type Count, count } from '../../core/unit/disk/count.ts';
import type { PluginOptions } from '../../core/validators/plugin-options.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { countCutShort, overBudget } from './problems.ts';

export interface SizeBudgetOptions {
  /** The most files that may be below the fileset. */
  readonly files?: number | undefined;
  /** The most bytes that may be below the fileset. */
  readonly bytes?: number | undefined;
  /** How long to count; 5 where it is not given. */
  readonly seconds?: number | undefined;
  /** The number of files at which counting stops; 1,000,000 where it is not given. */
  readonly entries?: number | undefined;
}

/**
 * Refuses a fileset that holds more on this unit than the site has room for.
 *
 * It counts what Bacula would save: every file, folder and link; no other file system; a file with several names once,
 * for its bytes. Where counting stops early, or a folder can't be read, the unit warns that it may be over the budget. It
 * counts at every event of the charm, `update-status` included, so give it the limits that your machines can bear.
 */
export function sizeBudget({
  files = Number.POSITIVE_INFINITY,
  bytes = Number.POSITIVE_INFINITY,
  seconds = 5,
  entries = 1_000_000,
}: SizeBudgetOptions): Validator<'size-budget'> {
  const name = 'size-budget';
  const budget = {
    ...(Number.isFinite(files) ? { files } : {}),
    ...(Number.isFinite(bytes) ? { bytes } : {}),
  };
  return {
    name,
    problems: [overBudget, countCutShort],
    apply(charm) {
      charm.hooks.validateConfig.tap(name, ({ draft, disk, report }) => {
        const end = Date.now() + seconds * 1000;
        const paths = specOf(draft).fileset.filter(
          (path) => path.startsWith('/') && !path.includes('\0'),
        );
        const found = count(paths, disk, {
          entries,
          isLate: () => Date.now() >= end,
          late: `counting stopped after ${seconds} seconds`,
        });
        const shown = found.cut === undefined ? found : rounded(found);
        if (found.files > files || found.bytes > bytes) {
          report(overBudget(shown, budget, found.cut === undefined));
        } else if (found.cut !== undefined) {
          report(countCutShort(shown, found.cut));
        }
      });
    },
  };
}

/** As the config option `plugins` makes it. */
export function sizeBudgetFrom(options: PluginOptions): Validator {
  const most = Number.MAX_SAFE_INTEGER;
  const budget = {
    files: options.wholeNumber('files', { least: 1, most }),
    bytes: options.bytes('bytes'),
    seconds: options.wholeNumber('seconds', { least: 1, most: 60 }),
    entries: options.wholeNumber('entries', { least: 1, most: 100_000_000 }),
  };
  options.requireOneOf(['files', 'bytes'], 'a number, or both of them');
  return sizeBudget(budget);
}

/** Where a count stops by the clock differs each time: one digit is what can be relied on, and keeps the status still. */
function rounded({ files, bytes }: Count) {
  return { files: firstDigit(files), bytes: firstDigit(bytes) };
}

function firstDigit(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return Math.floor(value / unit) * unit;
}
