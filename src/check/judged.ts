import type { Severity } from '../core/problems/problem.ts';
import type { Place } from './config/place.ts';

/** A problem of a config, and where it stands. */
export interface PlacedProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly plugin: string;
  readonly option: string;
  readonly message: string;
  readonly fix: string;
  readonly place: Place;
}

/** What was not judged, and why. */
export interface Unchecked {
  readonly option: string;
  /** A path, a pattern or a URI; the option itself where it is not given. */
  readonly value?: string;
  readonly reason: 'disk' | 'expression' | 'secret';
  readonly place: Place;
}

/** What was found in the config of one application. */
export interface Judged {
  /** As it was given on the command line. */
  readonly file: string;
  /** Undefined where the file has none that can be read. */
  readonly application?: string;
  readonly problems: readonly PlacedProblem[];
  readonly unchecked: readonly Unchecked[];
}

/** How many problems of each kind there are. */
export function countsOf(all: readonly Judged[]): { errors: number; warnings: number } {
  const problems = all.flatMap((judged) => judged.problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

/** A problem as one sentence, without its place. */
export function sentence({ option, message, fix }: PlacedProblem): string {
  const colon = /^(is|are|has|have|holds|comes) /.test(message) ? '' : ':';
  return `${option}${colon} ${message}; ${fix}`;
}
