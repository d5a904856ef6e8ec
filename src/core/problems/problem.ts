import { visible } from './quote.ts';

/** What a problem does: an error blocks, a warning is shown. */
export type Severity = 'error' | 'warning';

/** A reminder is a warning that the option `strict` leaves one: of what has happened, or has not. */
export type FindingSeverity = Severity | 'reminder';

/** What is wrong with a config option, as a plugin reports it. */
export interface Finding {
  /** `<concern>/<what is wrong>`, stable across releases. */
  readonly code: string;
  /** An error keeps the last good scripts and databag in place; a warning is only shown. */
  readonly severity: FindingSeverity;
  /** The config option at fault. */
  readonly option: string;
  /** The offending value as configured. Never the content of a script. */
  readonly value?: string;
  /** Line of the option's value, counted from 1. */
  readonly line?: number;
  /** What is wrong, as a clause that names the value. */
  readonly message: string;
  /** What to do about it, as an imperative clause. */
  readonly fix: string;
}

/** A finding, the name of the plugin that reported it, and what it holds back. */
export interface Problem extends Finding {
  readonly severity: Severity;
  readonly plugin: string;
  /** It is about paths that were left out, so that nothing else is held back for them. */
  readonly isLeftOut?: true;
}

/** Whether the last good scripts and databag stay in place because of it. */
export function holdsBack({ severity, isLeftOut }: Problem): boolean {
  return severity === 'error' && isLeftOut !== true;
}

/** One line for the person who must act: the option, what is wrong with which value, and the fix. */
export function describeProblem(problem: Finding): string {
  const line = problem.line === undefined || problem.line === 1 ? '' : ` line ${problem.line}`;
  // What is said of the option itself makes one sentence with its name.
  const colon = /^(is|are|has|have|holds|comes) /.test(problem.message) ? '' : ':';
  return visible(`${problem.option}${line}${colon} ${problem.message}; ${problem.fix}`);
}
