import { kind, listed } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

/** An entry of the fileset. */
interface At {
  readonly value: string;
  readonly line: number;
}

const fileset = ({ value, line }: At) => ({ option: 'fileset', value, line });

export const protectedPath = kind(
  'protected-paths/denied',
  'error',
  'A path is denied by a pattern of the plugin `protected-paths`, or is below one that is.',
  (at: At, paths: readonly string[], pattern: string) => ({
    ...fileset(at),
    message: `${listed(paths)} is denied by the pattern ${quote(pattern)} of protected-paths`,
    fix: 'take it out, or allow it in plugins',
  }),
);

export const aboveProtectedPath = kind(
  'protected-paths/above-denied',
  'warning',
  'A path is a folder above what a pattern of the plugin `protected-paths` denies, which would be saved with it.',
  (at: At, paths: readonly string[], pattern: string) => ({
    ...fileset(at),
    message: `${listed(paths)} is above what the pattern ${quote(pattern)} of protected-paths denies, which would be saved with it`,
    fix: 'list what is to be saved in it instead',
  }),
);
