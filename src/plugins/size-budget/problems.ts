import { inFiles, inUnits } from '../../core/problems/amounts.ts';
import { kind } from '../../core/problems/kind.ts';

/** What is below the fileset on one unit, as far as it was counted. */
interface Size {
  readonly files: number;
  readonly bytes: number;
}

const sized = ({ files, bytes }: Size) => `${inFiles(files)} with ${inUnits(bytes)}`;

export const overBudget = kind(
  'size-budget/over-budget',
  'error',
  'There are more files or bytes below the fileset on this unit than the plugin `size-budget` allows.',
  'list less, or raise the budget of size-budget in plugins',
  (size: Size, budget: Partial<Size>, isComplete: boolean) => {
    const limits = [
      ...(budget.files === undefined ? [] : [inFiles(budget.files)]),
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
