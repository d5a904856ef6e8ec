import { kind, listed, plural } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

export const missingPath = kind(
  'paths-exist/missing-path',
  'error',
  'A listed path does not exist on this unit, and the plugin `paths-exist` does not except it.',
  'create it, or except it in plugins',
  (
    { value, line }: { readonly value: string; readonly line: number },
    paths: readonly string[],
  ) => ({
    option: 'fileset',
    value,
    line,
    message: `${listed(paths)} ${plural(paths, 'does', 'do')} not exist on this unit${paths.includes(value) ? '' : ` (from ${quote(value)})`}`,
    fix: `create ${plural(paths, 'it, or except it', 'them, or except them')} in plugins`,
  }),
);
