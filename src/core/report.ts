import type { HookTools, Status } from './juju/hook-tools.ts';
import { describeProblem, type Problem } from './problems/problem.ts';
import type { Standing } from './standing.ts';

/** What a status is made of. */
export interface Situation {
  readonly problems: readonly Problem[];
  readonly application: string;
  /** How many `backup` relations there are. */
  readonly relations: number;
  /** What is published was made from another config than this unit's, and it is time to say so. */
  readonly isBehind: boolean;
}

/**
 * What `juju status` shows: blocked by errors, waiting for a relation or for the leader, or active, with the warnings if
 * there are any.
 */
export function composeStatus({ problems, application, relations, isBehind }: Situation): Status {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { status: 'blocked', message: summary(errors) };
  if (relations === 0) {
    return {
      status: 'waiting',
      message: `waiting for backup relation: juju integrate ${application}:backup <provider>`,
    };
  }
  if (isBehind) return { status: 'waiting', message: behindMessage(application) };
  return { status: 'active', message: problems.length > 0 ? summary(problems) : '' };
}

function behindMessage(application: string): string {
  return `this config is not published yet; see juju status ${application}`;
}

/**
 * Whether it is time to say that what is published was made from another config. Not at once after an edit, as the leader
 * may be a moment behind; from then on at every event until it is not so any more.
 */
export function isBehind(
  { isConfirmed, isUnpublished, word }: Standing,
  event: string,
  shown: { readonly message: string },
  application: string,
): boolean {
  if (isConfirmed || isUnpublished) return false;
  const wasSaid = shown.message === behindMessage(application);
  return word === undefined || event === 'update-status' || wasSaid;
}

function summary([first, ...others]: readonly Problem[]): string {
  if (first === undefined) return '';
  const more = others.length > 0 ? ` (+${others.length} more in the log)` : '';
  return describeProblem(first) + more;
}

/**
 * Shows the status where it is another than before, and the problems in the log. The periodic event repeats nothing that
 * an earlier one has said already.
 *
 * @param shown - what `status-get` says
 * @param warn - writes one line to stderr, which Juju logs at WARNING
 */
export function report(
  situation: Situation,
  shown: { readonly status: string; readonly message: string },
  event: string,
  tools: HookTools,
  warn: (line: string) => unknown,
): void {
  const status = composeStatus(situation);
  const isNews = status.status !== shown.status || status.message !== shown.message;
  if (isNews || event !== 'update-status') {
    for (const problem of situation.problems) warn(logLine(problem));
  }
  if (isNews) tools.statusSet(status);
}

function logLine(problem: Problem): string {
  return `${problem.severity}: ${describeProblem(problem)} [${problem.code}, plugin ${problem.plugin}]`;
}
