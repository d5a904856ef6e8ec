import type { FilesetEntry } from '../../core/draft.ts';

/**
 * Reads the `fileset` option: entries separated by commas or line breaks, ASCII blanks around them dropped.
 *
 * A comma inside `{}` belongs to the pattern. There are no comments, quotes or escapes. Empty entries are dropped,
 * and an entry that names the same path as an earlier one.
 */
export function parseFileset(text: string): FilesetEntry[] {
  const byPath = new Map<string, FilesetEntry>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    for (const item of splitAtCommas(line)) {
      const value = item.replace(/^[ \t]+|[ \t]+$/g, '');
      const path = normalize(value);
      if (value === '' || byPath.has(path)) continue;
      byPath.set(path, { value, line: index + 1, paths: [path] });
    }
  }
  return [...byPath.values()];
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
  const items = [''];
  for (let index = 0; index < line.length; index++) {
    const end = line[index] === '{' ? closingBrace(line, index) : index;
    if (line[index] === ',') items.push('');
    else items.push(items.pop() + line.slice(index, end + 1));
    index = end;
  }
  return items;
}

/** The index of the brace that closes the one at `start`; `start` itself where none does, as then it is a character like any other. */
function closingBrace(line: string, start: number): number {
  let depth = 0;
  for (let index = start; index < line.length; index++) {
    if (line[index] === '{') depth++;
    if (line[index] === '}') depth--;
    if (depth === 0) return index;
  }
  return start;
}
