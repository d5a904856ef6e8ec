import { kind } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

/** Script problems never carry the script: only its option, a line number and the path of its interpreter. */
const script = (option: string, line?: number) =>
  line === undefined ? { option } : { option, line };

export const scriptTooLong = kind(
  'run-scripts/too-long',
  'error',
  'A script is longer than what the charm keeps on each unit.',
  'install what it needs on the machine, and call it from the script',
  (option: string, bytes: number, most: number) => ({
    ...script(option),
    message: `is ${bytes.toLocaleString('en')} bytes long, and at most ${most.toLocaleString('en')} are kept`,
  }),
);

export const nulInScript = kind(
  'run-scripts/nul',
  'error',
  'A script has a NUL character, so it is no text: its job would fail.',
  'set it from a text file',
  (option: string, line: number) => ({
    ...script(option, line),
    message: 'the script has a NUL character',
  }),
);

export const hiddenShebang = kind(
  'run-scripts/byte-order-mark',
  'error',
  'A byte order mark stands before the `#!`, which hides it from the kernel.',
  'save the script as UTF-8 without a byte order mark',
  (option: string) => ({
    ...script(option),
    message: 'a byte order mark (U+FEFF) hides the #! from the kernel',
  }),
);

export const emptyShebang = kind(
  'run-scripts/empty-shebang',
  'error',
  'The first line is `#!` without an interpreter.',
  'write one, as in #!/bin/sh',
  (option: string) => ({
    ...script(option),
    message: 'the #! names no interpreter',
  }),
);

export const crlfShebang = kind(
  'run-scripts/crlf-shebang',
  'error',
  'The first line ends in CRLF, so the kernel looks for an interpreter whose name ends in a carriage return.',
  'save the script with LF line ends',
  (option: string) => ({
    ...script(option),
    message: 'the #! line ends in CRLF, so its interpreter is never found',
  }),
);

export const relativeInterpreter = kind(
  'run-scripts/relative-interpreter',
  'error',
  'The interpreter is not an absolute path, so it is looked for in the working folder of the file daemon.',
  'write its absolute path, or #!/usr/bin/env and its name',
  (option: string, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} is not an absolute path`,
  }),
);

export const interpreterIsFolder = kind(
  'run-scripts/interpreter-is-folder',
  'error',
  'The interpreter is a folder on this unit.',
  'name an executable file',
  (option: string, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} is a folder`,
  }),
);

export const fileReference = kind(
  'run-scripts/file-reference',
  'error',
  'The whole script is `@` and the name of a file: only the command line of Juju reads a file for that, a YAML file of options does not.',
  'put the script itself there, or set it from the command line: juju config <application> <option>=@<file>',
  (option: string) => ({
    ...script(option),
    message: 'the script is "@" and a file name, and no file was read',
    fix: `put the script itself there, or set it from the command line: juju config <application> ${option}=@<file>`,
  }),
);

export const lateShebang = kind(
  'run-scripts/late-shebang',
  'error',
  'The `#!` is not at the very start of the script: the kernel reads it nowhere else, so that sh would run the script.',
  'take out what stands before it',
  (option: string, line: number) => ({
    ...script(option, line),
    message: 'the #! is not at the very start of the script, where alone it counts',
  }),
);

export const noShebang = kind(
  'run-scripts/no-shebang',
  'warning',
  'The script does not start with `#!`, so it is run by sh.',
  'start it with the interpreter that it is written for, as in #!/bin/sh',
  (option: string) => ({
    ...script(option),
    message: 'the script has no #! line, so sh runs it',
  }),
);

export const crlfLine = kind(
  'run-scripts/crlf-line',
  'warning',
  'A line of the script ends in CRLF. Most interpreters take the carriage return as a part of the last word.',
  'save the script with LF line ends',
  (option: string, line: number) => ({
    ...script(option, line),
    message: 'the line ends in CRLF, which most interpreters read as a part of its last word',
  }),
);

export const missingInterpreter = kind(
  'run-scripts/missing-interpreter',
  'warning',
  'The interpreter does not exist on this unit. It may be installed later; until then the job fails.',
  'install it before the next backup, or name another',
  (option: string, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} does not exist on this unit`,
  }),
);

export const unreadableInterpreter = kind(
  'run-scripts/unreadable-interpreter',
  'warning',
  "Root can't look at the interpreter on this unit, so the job may fail.",
  'make it readable for root, or name another',
  (option: string, interpreter: string, reason: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} can't be read on this unit (${reason})`,
  }),
);

export const interpreterNotExecutable = kind(
  'run-scripts/interpreter-not-executable',
  'warning',
  'The interpreter exists on this unit, but nobody may execute it.',
  'make it executable, or name another',
  (option: string, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} is not executable on this unit`,
  }),
);

export const invalidTimeout = kind(
  'run-scripts/invalid-timeout',
  'error',
  'The time limit of the scripts is no length of time.',
  'write it as in 90s, 30m or 2h, or reset the option for no limit',
  (value: string, days: number) => ({
    option: 'script-timeout',
    value,
    message: `${quote(value)} is not a duration of 1s to ${days}d`,
  }),
);
