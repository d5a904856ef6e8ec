import type { FilesetEntry } from '../../core/spec/draft.ts';
import { magic, mostOfGlob } from './globs/limit.ts';

/** Bytes of the option, and entries in it. */
export const mostOfFileset = { bytes: 5 * 1024 * 1024, entries: 10_000 } as const;

/** Characters of one entry: no path that can be opened is longer, and no glob is meant to be. */
export const mostOfEntry = mostOfGlob.characters;

/**
 * Reads the `fileset` option: entries separated by commas or line breaks, ASCII blanks around them dropped.
 *
 * A comma inside `{}` belongs to the pattern. There are no comments, quotes or escapes. Empty entries are dropped,
 * and an entry that names the same path as an earlier one. Of two globs, a slash at the end can be the difference. An
 * entry that is too long to be a path stands for none.
 *
 * @param most - so many entries are read, and one more where there are more
 */
export function parseFileset(text: string, most: number = mostOfFileset.entries): FilesetEntry[] {
  const known = new Map<string, FilesetEntry>();
  let line = 0;
  for (const lineText of text.split(/\r?\n/)) {
    line++;
    for (const item of itemsOf(lineText)) {
      const value = trimBlanks(item);
      const path = value.length > mostOfEntry ? value : normalize(value);
      const key = magic.test(value) ? value : path;
      if (value === '' || known.has(key)) continue;
      known.set(key, { value, line, paths: value.length > mostOfEntry ? [] : [path] });
      if (known.size > most) return [...known.values()];
    }
  }
  return [...known.values()];
}

/** Both ends in one pass each: a pattern of blanks up to the end is tried again at every blank. */
function trimBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

const mayBeOdd = /\/(?:[/.]|$)/;

/**
 * An absolute path without `//`, `/./` and a trailing `/`; a relative one as it is.
 * `..` stays: what it leads to depends on symbolic links.
 */
export function normalize(path: string): string {
  if (!path.startsWith('/') || !mayBeOdd.test(path)) return path;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return `/${segments.join('/')}`;
}

function* itemsOf(line: string): Iterable<string> {
  const isPaired = line.includes('{') ? pairedBraces(line) : undefined;
  let [start, depth] = [0, 0];
  for (let index = 0; index < line.length; index++) {
    if (isPaired?.[index] === 1) depth += line[index] === '{' ? 1 : -1;
    if (line[index] !== ',' || depth > 0) continue;
    yield line.slice(start, index);
    start = index + 1;
  }
  yield line.slice(start);
}

/** 1 for each brace that has its other half. One without it is a character like any other. */
function pairedBraces(line: string): Uint8Array {
  const isPaired = new Uint8Array(line.length);
  const open = new Uint32Array(line.length);
  let depth = 0;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '{') open[depth++] = index;
    else if (line[index] === '}' && depth > 0) isPaired[open[--depth] ?? 0] = isPaired[index] = 1;
  }
  return isPaired;
}
