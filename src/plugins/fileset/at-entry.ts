import { listed } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

/** Where in the fileset a problem is. */
export interface At {
  readonly value: string;
  readonly line: number;
}

/** Characters of an entry that a finding shows. */
const longest = 4096;

/** The part of a finding that says where it is. */
export const atEntry = ({ value, line }: At) => ({
  option: 'fileset',
  value: value.slice(0, longest),
  line,
});

/** An entry that may be too long to be shown: its beginning. */
export function shortened(value: string): string {
  return quote(cut(value));
}

export function cut(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** `"/a"`, or `"/b/c", "/b/d" (from "/b/*")`. */
export function pathsOf(at: At, paths: readonly string[]): string {
  const isLiteral = paths.length === 1 && at.value.startsWith(paths[0] ?? '');
  return isLiteral ? listed(paths) : `${listed(paths)} (from ${quote(at.value)})`;
}
