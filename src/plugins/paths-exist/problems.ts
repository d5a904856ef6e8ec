import { kind, listed } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

export const missingPath = kind(
  'paths-exist/missing-path',
  'error',
  'A listed path does not exist on this unit, and the plugin `paths-exist` does not except it.',
  (
    { value, line }: { readonly value: string; readonly line: number },
    paths: readonly string[],
  ) => ({
    option: 'fileset',
    value,
    line,
    message: `${listed(paths)} does not exist on this unit${paths.includes(value) ? '' : ` (from ${quote(value)})`}`,
    fix: 'create it, or except it in plugins',
  }),
);
