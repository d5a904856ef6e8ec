import { CommanderError } from 'commander';
import { UserError } from './user-error.ts';

/**
 * What a command line ends with: 2 where it is itself not right, 1 where something else is not.
 *
 * @param warn - takes one line, unless the parser of the command line has said it already
 */
export function exitCodeOf(error: unknown, warn: (line: string) => unknown): 0 | 1 | 2 {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  warn(`error: ${error instanceof Error ? error.message : String(error)}`);
  return error instanceof UserError ? error.exitCode : 1;
}
