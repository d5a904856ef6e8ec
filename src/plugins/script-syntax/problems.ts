import { kind } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

export const syntaxError = kind(
  'script-syntax/syntax-error',
  'error',
  'The interpreter of a script says that it has a syntax error.',
  'correct it, and try it with the interpreter before it is set again',
  (option: string, line: number, command: string) => ({
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
  'check it before it is set, or take script-syntax out of plugins',
  (option: string, interpreter: string, reason: string) => ({
    option,
    message: `the syntax of the script is unchecked: ${quote(interpreter)} ${reason}`,
  }),
);
