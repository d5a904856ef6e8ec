import { kind, listed, plural } from '../../core/problems/kind.ts';
import { quote } from '../../core/problems/quote.ts';

/** An entry of the fileset. */
interface At {
  readonly value: string;
  readonly line: number;
}

const fileset = ({ value, line }: At) => ({ option: 'fileset', value, line });

const are = (paths: readonly string[]) => `${listed(paths)} ${plural(paths, 'is', 'are')}`;
const them = (paths: readonly string[]) => plural(paths, 'it', 'them');

export const protectedPath = kind(
  'protected-paths/denied',
  'error',
  'A path is denied by a pattern of the plugin `protected-paths`, or is below one that is.',
  'take it out, or allow it in plugins',
  (at: At, paths: readonly string[], pattern: string) => ({
    ...fileset(at),
    message: `${are(paths)} denied by the pattern ${quote(pattern)} of protected-paths`,
    fix: `take ${them(paths)} out, or allow ${them(paths)} in plugins`,
  }),
);

export const aboveProtectedPath = kind(
  'protected-paths/above-denied',
  'warning',
  'A path is a folder above what a pattern of the plugin `protected-paths` denies, which would be saved with it.',
  'list what is to be saved in it instead',
  (at: At, paths: readonly string[], pattern: string) => ({
    ...fileset(at),
    message: `${are(paths)} above what the pattern ${quote(pattern)} of protected-paths denies, which would be saved with it`,
  }),
);

export const notAllowedPath = kind(
  'protected-paths/not-allowed',
  'error',
  'A path is not among those that the plugin `protected-paths` allows. Without `deny`, it allows nothing else.',
  'take it out, or allow it in plugins',
  (at: At, paths: readonly string[], allowed: readonly string[]) => ({
    ...fileset(at),
    message: `${are(paths)} not among the paths that protected-paths allows (${listed(allowed)})`,
    fix: `take ${them(paths)} out, or allow ${them(paths)} in plugins`,
  }),
);

export const aboveAllowedPath = kind(
  'protected-paths/above-allowed',
  'error',
  'A path is a folder above what the plugin `protected-paths` allows. More than that would be saved with it.',
  'list what is allowed in it instead',
  (at: At, paths: readonly string[], pattern: string) => ({
    ...fileset(at),
    message: `${are(paths)} above what the pattern ${quote(pattern)} of protected-paths allows, and more than that would be saved with it`,
  }),
);
