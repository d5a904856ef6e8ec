import type { RelationFormat } from '../../core/spec/relation-format.ts';
import { scriptOptions } from '../../core/spec/spec.ts';
import {
  pathBeyondBmp,
  relativePath,
  unsupportedPath,
  unsupportedScript,
  unsupportedScriptPath,
} from './problems.ts';

/**
 * What backup-v0 can't carry in a path. The provider writes it unquoted into the configuration of the Bacula director,
 * where white space and most of these cut it short, end the line or start another. `"` would do so in quotes, and `\`
 * in both. Of the other control characters, bdirjson makes invalid JSON, through which Baculum reads the configuration.
 */
const inPath = /[\0-\x20#{},;="\\]/g;

/** Half of a character: no databag can hold it. */
const half = /\p{Surrogate}/gu;

/** White space that the provider strips from a path's end; elsewhere it does no harm. */
const atEnd = /\p{White_Space}$/gu;

/** What bacula-fd's framework, ops from 3.4 on, passes to Juju as an escaped surrogate pair, which Juju refuses. */
const beyondBmp = /[\u{10000}-\u{10FFFF}]/gu;

/** Bacula splits the command of a RunScript at blanks and substitutes `%` codes. */
const inScriptPath = /[\s\p{Cc}%"'\\#;{}]/gu;

/**
 * The format of the Python charm that came before: paths joined by commas, the script options as absolute paths.
 *
 * @param scripts - the script options that it carries, each as a key of its own; the four of old where it is not given
 */
export function backupFormatV0({
  scripts: known = scriptOptions,
}: {
  readonly scripts?: readonly string[];
} = {}): RelationFormat {
  const name = 'backup-v0';
  const carried = (values: Readonly<Record<string, string | undefined>>) =>
    known.flatMap((option): [string, string][] => {
      const value = values[option];
      return value === undefined ? [] : [[option, value]];
    });
  return {
    name,
    problems: [
      relativePath,
      unsupportedPath,
      pathBeyondBmp,
      unsupportedScript,
      unsupportedScriptPath,
    ],

    check({ fileset, scripts }) {
      return [
        ...fileset.filter(mayBeUnfit).flatMap((path) => {
          const characters = named(
            [inPath, atEnd, half].flatMap((pattern) => found(path, pattern)),
          );
          const risky = named(found(path, beyondBmp));
          return [
            ...(path.startsWith('/') ? [] : [relativePath(path)]),
            ...(characters.length > 0 ? [unsupportedPath(path, characters)] : []),
            ...(risky.length > 0 ? [pathBeyondBmp(path, risky)] : []),
          ];
        }),
        ...Object.entries(scripts).flatMap(([option, path]) => {
          const characters = named(found(path, inScriptPath));
          return [
            ...(known.includes(option) ? [] : [unsupportedScript(option)]),
            ...(characters.length > 0 ? [unsupportedScriptPath(option, path, characters)] : []),
          ];
        }),
      ];
    },

    encode({ fileset, scripts }) {
      return { fileset: fileset.join(','), ...Object.fromEntries(carried(scripts)) };
    },

    decode(databag) {
      const paths = (databag['fileset'] ?? '').split(',').map(strip);
      return {
        fileset: paths.filter((path) => path !== ''),
        scripts: Object.fromEntries(carried(databag)),
        extensions: {},
      };
    },
  };
}

/** As the provider of today reads it. */
export const backupV0: RelationFormat = backupFormatV0();

const blank = /[\p{White_Space}\x1C-\x1F]/u;

/** As Python's `str.strip`, in one pass: a pattern of blanks up to the end is tried again at every blank. */
function strip(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && blank.test(text[start] ?? '')) start++;
  while (end > start && blank.test(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

/** Most paths are not, which one look tells: of what is refused, all but `inPath` is beyond ASCII or white space. */
function mayBeUnfit(path: string): boolean {
  return !/^\/[!-~]*$/.test(path) || path.search(inPath) !== -1;
}

function found(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}

const spoken = new Map([
  [' ', 'a space'],
  ['\t', 'a tab'],
  ['\n', 'a line break'],
  ['\r', 'a carriage return'],
]);

function named(characters: readonly string[]): string[] {
  return [...new Set(characters)].map((character) => spoken.get(character) ?? name(character));
}

function name(character: string): string {
  if (/[!-~]/.test(character)) return `a ${character}`;
  const codePoint = character.codePointAt(0) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
