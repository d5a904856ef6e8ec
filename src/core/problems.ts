import type { Finding, Severity } from './problem.ts';
import { quote } from './quote.ts';
import type { ScriptOption } from './spec.ts';

/** The part of a finding that depends on the case. */
type Details = Omit<Finding, 'code' | 'severity'>;

/** One kind of problem: call it with the case's facts to get a finding. `about` explains it in the reference. */
export interface ProblemKind<Facts extends readonly unknown[]> {
  (...facts: Facts): Finding;
  readonly code: string;
  readonly severity: Severity;
  readonly about: string;
}

function kind<Facts extends readonly unknown[]>(
  code: string,
  severity: Severity,
  about: string,
  details: (...facts: Facts) => Details,
): ProblemKind<Facts> {
  const find = (...facts: Facts): Finding => ({ code, severity, ...details(...facts) });
  return Object.assign(find, { code, severity, about });
}

/** Where in the fileset a problem is. */
interface At {
  readonly value: string;
  readonly line: number;
}

const fileset = ({ value, line }: At) => ({ option: 'fileset', value, line });

/** Names the first three paths, and counts the rest. */
function listed(paths: readonly string[]): string {
  const named = paths.slice(0, 3).map(quote).join(', ');
  return paths.length > 3 ? `${named} and ${paths.length - 3} more` : named;
}

/** `"/a"`, or `"/b/c", "/b/d" (from "/b/*")`. */
function pathsOf(at: At, paths: readonly string[]): string {
  const isLiteral = paths.length === 1 && at.value.startsWith(paths[0] ?? '');
  return isLiteral ? listed(paths) : `${listed(paths)} (from ${quote(at.value)})`;
}

// ---- any plugin

export const pluginFailed = kind(
  'plugin/failed',
  'error',
  'A plugin threw while it checked the config, so what it would have found is not known.',
  (message: string) => ({
    option: 'config',
    message,
    fix: 'correct what it names, or report it to whoever wrote the plugin',
  }),
);

// ---- fileset

export const filesetNotSet = kind(
  'fileset/not-set',
  'error',
  'There is nothing to save: `fileset` is unset, or holds only blanks, commas and line breaks.',
  () => ({
    option: 'fileset',
    message: 'is not set, so there is nothing to save',
    fix: 'list what to save, as in fileset=/var/backups,/etc',
  }),
);

export const relativePath = kind(
  'fileset/relative-path',
  'error',
  'An entry does not start with `/`. Bacula would resolve it against the working folder of its daemon, or read it as a command or a list.',
  (at: At) => ({
    ...fileset(at),
    message: `${quote(at.value)} is not an absolute path`,
    fix: `write it from the root, as in ${quote(`/${at.value.replace(/^[./]+/, '')}`)}`,
  }),
);

export const parentSegment = kind(
  'fileset/parent-segment',
  'error',
  'An entry has a `..` segment. What it leads to changes with the symbolic links on each unit.',
  (at: At) => ({
    ...fileset(at),
    message: `${quote(at.value)} has a ".." in it, which can lead elsewhere on another unit`,
    fix: 'write the path that it leads to',
  }),
);

export const globWithoutMatch = kind(
  'fileset/glob-without-match',
  'error',
  'A glob matches nothing. Bacula never expands a glob: published as it is, it would save nothing.',
  (at: At) => ({
    ...fileset(at),
    message: `${quote(at.value)} matches nothing on this unit`,
    fix: 'correct it, or list the folder that will hold the files; a character meant literally goes in brackets, as in [*]',
  }),
);

export const alternativeWithoutMatch = kind(
  'fileset/alternative-without-match',
  'warning',
  'One of the alternatives of a `{}` list matches nothing, while others do.',
  (at: At, alternatives: readonly string[]) => ({
    ...fileset(at),
    message: `${listed(alternatives)} (from ${quote(at.value)}) matches nothing on this unit`,
    fix: 'take out the alternative if that is as it should be',
  }),
);

export const tooManyMatches = kind(
  'fileset/too-many-matches',
  'error',
  'A glob matches more than 10,000 paths, each of which would be a line in the configuration of the provider.',
  (at: At, limit: number, parent: string) => ({
    ...fileset(at),
    message: `${quote(at.value)} matches more than ${limit.toLocaleString('en')} paths`,
    fix: `list the parent folder ${quote(parent)} instead`,
  }),
);

export const nameNotUtf8 = kind(
  'fileset/name-not-utf8',
  'error',
  'A glob meets a file name that is not UTF-8, which neither a databag nor a UTF-8 catalog can hold.',
  (at: At, paths: readonly string[]) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} has a name that is not UTF-8 (a byte of it is shown as \uFFFD)`,
    fix: 'rename the file, or narrow the pattern so that it is left out',
  }),
);

export const unreadableFolder = kind(
  'fileset/unreadable-folder',
  'error',
  'A glob meets a folder that cannot be read, so what matches in it is not known.',
  (at: At, folders: readonly string[]) => ({
    ...fileset(at),
    message: `${pathsOf(at, folders)} can't be read, so its matches are not known`,
    fix: 'make the folder readable for root, or narrow the pattern so that it is left out',
  }),
);

export const pathTooLong = kind(
  'fileset/path-too-long',
  'error',
  'A path is longer than any system call takes (PATH_MAX), so no file daemon could open it.',
  (at: At, paths: readonly string[], limit: number) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is longer than ${limit.toLocaleString('en')} bytes, the longest path that can be opened`,
    fix: 'list a folder above it',
  }),
);

export const missingPath = kind(
  'fileset/missing-path',
  'warning',
  'A listed path does not exist on this unit. Bacula notes it in the job log and saves nothing of it.',
  (at: At, paths: readonly string[]) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} does not exist on this unit`,
    fix: 'create it before the next backup, or correct the path',
  }),
);

export const symbolicLink = kind(
  'fileset/symbolic-link',
  'warning',
  'A listed path is a symbolic link. Bacula saves the link itself and nothing of what it leads to.',
  (at: At, paths: readonly string[], target?: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is a symbolic link, and only the link would be saved`,
    fix: target === undefined ? 'list what it leads to' : `list what it leads to: ${quote(target)}`,
  }),
);

export const nestedMount = kind(
  'fileset/nested-mount',
  'warning',
  'Another file system is mounted below a listed folder. Bacula does not enter it, and still says OK.',
  (at: At, mounts: readonly string[]) => ({
    ...fileset(at),
    message: `${listed(mounts)} below ${quote(at.value)} is another file system, which Bacula skips`,
    fix: 'list it too if it is to be saved',
  }),
);

export const pseudoFileSystem = kind(
  'fileset/pseudo-file-system',
  'error',
  'A listed path is on a file system that the kernel makes up, such as proc or sysfs: there is nothing to restore.',
  (at: At, paths: readonly string[], type: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is on a pseudo file system (${type}), which has nothing to restore`,
    fix: 'take it out',
  }),
);

export const nestedPath = kind(
  'fileset/nested-path',
  'warning',
  'A listed path is below another one on the same file system, so Bacula saves it twice.',
  (at: At, paths: readonly string[], above: string) => ({
    ...fileset(at),
    message: `${pathsOf(at, paths)} is below ${quote(above)}, so it would be saved twice`,
    fix: 'take out one of them, unless it is another file system on another unit',
  }),
);

// ---- run-scripts

/** Script problems never carry the script: only its option, a line number and the path of its interpreter. */
const script = (option: ScriptOption, line?: number) =>
  line === undefined ? { option } : { option, line };

export const nulInScript = kind(
  'run-scripts/nul',
  'error',
  'A script has a NUL character, so it is no text: its job would fail.',
  (option: ScriptOption, line: number) => ({
    ...script(option, line),
    message: 'the script has a NUL character',
    fix: 'set it from a text file',
  }),
);

export const hiddenShebang = kind(
  'run-scripts/byte-order-mark',
  'error',
  'A byte order mark stands before the `#!`, which hides it from the kernel.',
  (option: ScriptOption) => ({
    ...script(option),
    message: 'a byte order mark (U+FEFF) hides the #! from the kernel',
    fix: 'save the script as UTF-8 without a byte order mark',
  }),
);

export const emptyShebang = kind(
  'run-scripts/empty-shebang',
  'error',
  'The first line is `#!` without an interpreter.',
  (option: ScriptOption) => ({
    ...script(option),
    message: 'the #! names no interpreter',
    fix: 'write one, as in #!/bin/sh',
  }),
);

export const crlfShebang = kind(
  'run-scripts/crlf-shebang',
  'error',
  'The first line ends in CRLF, so the kernel looks for an interpreter whose name ends in a carriage return.',
  (option: ScriptOption) => ({
    ...script(option),
    message: 'the #! line ends in CRLF, so its interpreter is never found',
    fix: 'save the script with LF line ends',
  }),
);

export const relativeInterpreter = kind(
  'run-scripts/relative-interpreter',
  'error',
  'The interpreter is not an absolute path, so it is looked for in the working folder of the file daemon.',
  (option: ScriptOption, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} is not an absolute path`,
    fix: 'write its absolute path, or #!/usr/bin/env and its name',
  }),
);

export const interpreterIsFolder = kind(
  'run-scripts/interpreter-is-folder',
  'error',
  'The interpreter is a folder on this unit.',
  (option: ScriptOption, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} is a folder`,
    fix: 'name an executable file',
  }),
);

export const noShebang = kind(
  'run-scripts/no-shebang',
  'warning',
  'The script does not start with `#!`, so it is run by sh.',
  (option: ScriptOption) => ({
    ...script(option),
    message: 'the script has no #! line, so sh runs it',
    fix: 'start it with the interpreter that it is written for, as in #!/bin/sh',
  }),
);

export const crlfLine = kind(
  'run-scripts/crlf-line',
  'warning',
  'A line of the script ends in CRLF. Most interpreters take the carriage return as a part of the last word.',
  (option: ScriptOption, line: number) => ({
    ...script(option, line),
    message: 'the line ends in CRLF, which most interpreters read as a part of its last word',
    fix: 'save the script with LF line ends',
  }),
);

export const missingInterpreter = kind(
  'run-scripts/missing-interpreter',
  'warning',
  'The interpreter does not exist on this unit. It may be installed later; until then the job fails.',
  (option: ScriptOption, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} does not exist on this unit`,
    fix: 'install it before the next backup, or name another',
  }),
);

export const interpreterNotExecutable = kind(
  'run-scripts/interpreter-not-executable',
  'warning',
  'The interpreter exists on this unit, but nobody may execute it.',
  (option: ScriptOption, interpreter: string) => ({
    ...script(option),
    message: `the interpreter ${quote(interpreter)} is not executable on this unit`,
    fix: 'make it executable, or name another',
  }),
);

// ---- relation-publisher

export const unsupportedPath = kind(
  'relation-publisher/unsupported-path',
  'error',
  'A path has a character that the relation format cannot carry: the provider would save another path, or break its configuration.',
  (path: string, format: string, characters: readonly string[]) => ({
    option: 'fileset',
    value: path,
    message: `${quote(path)} has ${characters.join(', ')}, which ${format} can't carry: another path would be saved, or the provider's configuration would break`,
    fix: 'rename it, or list a folder above it',
  }),
);

export const unsupportedScriptPath = kind(
  'relation-publisher/unsupported-script-path',
  'error',
  'The path of a script file has a character at which the provider would split or change it.',
  (option: ScriptOption, path: string, format: string, characters: readonly string[]) => ({
    option,
    value: path,
    message: `the script file ${quote(path)} has ${characters.join(', ')}, which ${format} can't carry`,
    fix: 'choose another path for script files in the plugin that writes them',
  }),
);
