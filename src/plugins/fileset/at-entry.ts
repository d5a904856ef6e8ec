import { listed } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

/** Where in the fileset a problem is. */
export interface At {
  readonly value: string;
  readonly line: number;
}

/** The part of a finding that says where it is. */
export const atEntry = ({ value, line }: At) => ({ option: 'fileset', value, line });

/** `"/a"`, or `"/b/c", "/b/d" (from "/b/*")`. */
export function pathsOf(at: At, paths: readonly string[]): string {
  const isLiteral = paths.length === 1 && at.value.startsWith(paths[0] ?? '');
  return isLiteral ? listed(paths) : `${listed(paths)} (from ${quote(at.value)})`;
}
