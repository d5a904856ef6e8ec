import type { ScriptOption } from '../spec/spec.ts';
import { kind, listed } from './kind.ts';
import { quote } from './quote.ts';

/** An entry of the fileset. */
interface At {
  readonly value: string;
  readonly line: number;
}

const fileset = ({ value, line }: At) => ({ option: 'fileset', value, line });

// ---- protected-paths

export const protectedPath = kind(
  'protected-paths/denied',
  'error',
  'A path is denied by a pattern of the plugin `protected-paths`, or is below one that is.',
  (at: At, paths: readonly string[], pattern: string) => ({
    ...fileset(at),
    message: `${listed(paths)} is denied by the pattern ${quote(pattern)} of protected-paths`,
    fix: 'take it out, or allow it in plugins',
  }),
);

export const aboveProtectedPath = kind(
  'protected-paths/above-denied',
  'warning',
  'A path is a folder above what a pattern of the plugin `protected-paths` denies, which would be saved with it.',
  (at: At, paths: readonly string[], pattern: string) => ({
    ...fileset(at),
    message: `${listed(paths)} is above what the pattern ${quote(pattern)} of protected-paths denies, which would be saved with it`,
    fix: 'list what is to be saved in it instead',
  }),
);

// ---- size-budget

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
  (size: Size, budget: Partial<Size>, isComplete: boolean) => {
    const limits = [
      ...(budget.files === undefined ? [] : [counted(budget.files)]),
      ...(budget.bytes === undefined ? [] : [inUnits(budget.bytes)]),
    ];
    return {
      option: 'fileset',
      message: `holds ${isComplete ? '' : 'at least '}${sized(size)} on this unit, over the budget of ${limits.join(' and ')}`,
      fix: 'list less, or raise the budget of size-budget in plugins',
    };
  },
);

export const countCutShort = kind(
  'size-budget/cut-short',
  'warning',
  'The plugin `size-budget` could not count all that is below the fileset on this unit, so it may be over the budget.',
  (size: Size, reason: string) => ({
    option: 'fileset',
    message: `holds at least ${sized(size)} on this unit, but ${reason}, so it may be over the budget`,
    fix: 'list less, or raise the limits of size-budget in plugins',
  }),
);

// ---- script-syntax

export const syntaxError = kind(
  'script-syntax/syntax-error',
  'error',
  'The interpreter of a script says that it has a syntax error.',
  (option: ScriptOption, line: number, command: string) => ({
    option,
    line,
    message: `the script has a syntax error, says ${command}`,
    fix: `correct it, and try it with ${command} before it is set again`,
  }),
);

export const syntaxUnchecked = kind(
  'script-syntax/unchecked',
  'warning',
  'The syntax of a script was not checked: its interpreter has no check that is known to run nothing, or the check did not come to an end.',
  (option: ScriptOption, interpreter: string, reason: string) => ({
    option,
    message: `the syntax of the script is unchecked: ${quote(interpreter)} ${reason}`,
    fix: 'check it before it is set, or take script-syntax out of plugins',
  }),
);
