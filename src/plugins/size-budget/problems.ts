import { kind } from '../../core/problems/kind.ts';

/** What is below the fileset on one unit, as far as it was counted. */
interface Size {
  readonly files: number;
  readonly bytes: number;
}

const sized = ({ files, bytes }: Size) => `${counted(files)} with ${inUnits(bytes)}`;

const counted = (files: number) =>
  `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}`;

function inUnits(bytes: number): string {
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length);
  return power === 0
    ? `${bytes} bytes`
    : `${(bytes / 2 ** (10 * power)).toFixed(1)} ${units[power - 1]}`;
}

export const overBudget = kind(
  'size-budget/over-budget',
  'error',
  'There are more files or bytes below the fileset on this unit than the plugin `size-budget` allows.',
  'list less, or raise the budget of size-budget in plugins',
  (size: Size, budget: Partial<Size>, isComplete: boolean) => {
    const limits = [
      ...(budget.files === undefined ? [] : [counted(budget.files)]),
      ...(budget.bytes === undefined ? [] : [inUnits(budget.bytes)]),
    ];
    return {
      option: 'fileset',
      message: `holds ${isComplete ? '' : 'at least '}${sized(size)} on this unit, over the budget of ${limits.join(' and ')}`,
    };
  },
);

export const countCutShort = kind(
  'size-budget/cut-short',
  'warning',
  'The plugin `size-budget` could not count all that is below the fileset on this unit, so it may be over the budget.',
  'list less, or raise the limits of size-budget in plugins',
  (size: Size, reason: string) => ({
    option: 'fileset',
    message: `holds at least ${sized(size)} on this unit, but ${reason}, so it may be over the budget`,
  }),
);
