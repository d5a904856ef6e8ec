import type { Finding, Severity } from './problem.ts';
import { quote } from './quote.ts';

/** The part of a finding that depends on the case. */
type Details = Omit<Finding, 'code' | 'severity'>;

/** What the reference says of a kind of problem. */
export interface KindInfo {
  readonly code: string;
  readonly severity: Severity;
  /** What it means, and why it is a problem. */
  readonly about: string;
}

/** One kind of problem: call it with the case's facts to get a finding. */
export interface ProblemKind<Facts extends readonly unknown[]> extends KindInfo {
  (...facts: Facts): Finding;
}

/** Makes a kind of problem. `details` says what is wrong in one case, as clauses on one line, and what to do about it. */
export function kind<Facts extends readonly unknown[]>(
  code: string,
  severity: Severity,
  about: string,
  details: (...facts: Facts) => Details,
): ProblemKind<Facts> {
  const find = (...facts: Facts): Finding => ({ code, severity, ...details(...facts) });
  return Object.assign(find, { code, severity, about });
}

/** Names the first three paths, and counts the rest. */
export function listed(paths: readonly string[]): string {
  return shortList(paths.map(quote));
}

/** The first three items, and how many more there are. */
export function shortList(items: readonly string[]): string {
  const named = items.slice(0, 3).join(', ');
  return items.length > 3 ? `${named} and ${items.length - 3} more` : named;
}
