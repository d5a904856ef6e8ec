import type { Finding, FindingSeverity } from './problem.ts';
import { quote } from './quote.ts';

/** The part of a finding that depends on the case; the fix only where the case has one of its own. */
type Details = Omit<Finding, 'code' | 'severity' | 'fix'> & Partial<Pick<Finding, 'fix'>>;

/** What the reference says of a kind of problem. */
export interface KindInfo {
  readonly code: string;
  readonly severity: FindingSeverity;
  /** What it means, and why it is a problem. */
  readonly about: string;
  /** What to do about it, as an imperative clause. A finding may say it with more about its case. */
  readonly fix: string;
}

/** One kind of problem: call it with the case's facts to get a finding. */
export interface ProblemKind<
  Facts extends readonly unknown[],
  Is extends FindingSeverity = FindingSeverity,
> extends KindInfo {
  readonly severity: Is;
  (...facts: Facts): Finding & { readonly severity: Is };
}

/**
 * Makes a kind of problem. `details` says what is wrong in one case, as clauses on one line, and what to do about it where
 * that depends on the case.
 */
export function kind<Facts extends readonly unknown[], Is extends FindingSeverity>(
  code: string,
  severity: Is,
  about: string,
  fix: string,
  details: (...facts: Facts) => Details,
): ProblemKind<Facts, Is> {
  const find = (...facts: Facts) => ({ code, severity, fix, ...details(...facts) });
  return Object.assign(find, { code, severity, about, fix });
}

/** The words that fit one path, or several. */
export function plural(paths: readonly string[], one: string, several: string): string {
  return paths.length === 1 ? one : several;
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
