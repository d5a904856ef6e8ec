import type { FilesetEntry } from '../../core/spec/draft.ts';
import { magic } from './globs/limit.ts';

/**
 * Reads the `fileset` option: entries separated by commas or line breaks, ASCII blanks around them dropped.
 *
 * A comma inside `{}` belongs to the pattern. There are no comments, quotes or escapes. Empty entries are dropped,
 * and an entry that names the same path as an earlier one. Of two globs, a slash at the end can be the difference.
 */
export function parseFileset(text: string): FilesetEntry[] {
  const known = new Map<string, FilesetEntry>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    for (const item of splitAtCommas(line)) {
      const value = trimBlanks(item);
      const path = normalize(value);
      const key = magic.test(value) ? value : path;
      if (value === '' || known.has(key)) continue;
      known.set(key, { value, line: index + 1, paths: [path] });
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

/**
 * An absolute path without `//`, `/./` and a trailing `/`; a relative one as it is.
 * `..` stays: what it leads to depends on symbolic links.
 */
export function normalize(path: string): string {
  if (!path.startsWith('/')) return path;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return `/${segments.join('/')}`;
}

function splitAtCommas(line: string): string[] {
  const items: string[] = [];
  const closing = closingBraces(line);
  let start = 0;
  for (let index = 0; index < line.length; index++) {
    index = closing.get(index) ?? index;
    if (line[index] !== ',') continue;
    items.push(line.slice(start, index));
    start = index + 1;
  }
  return [...items, line.slice(start)];
}

/** The index of the closing brace for that of each opening one. A brace without its other half is a character like any other. */
function closingBraces(line: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: brace } of line.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else closing.set(open.pop() ?? -1, index);
  }
  return closing;
}
