import type { Status } from './juju/hook-tools.ts';
import { describeProblem, type Problem } from './problems/problem.ts';

/** What `juju status` shows: blocked by errors, waiting for a relation, or active, with the warnings if there are any. */
export function composeStatus(
  problems: readonly Problem[],
  application: string,
  relations: number,
): Status {
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) return { status: 'blocked', message: summary(errors) };
  if (relations === 0) {
    return {
      status: 'waiting',
      message: `waiting for backup relation: juju integrate ${application}:backup <provider>`,
    };
  }
  return { status: 'active', message: problems.length > 0 ? summary(problems) : '' };
}

function summary([first, ...others]: readonly Problem[]): string {
  if (first === undefined) return '';
  const more = others.length > 0 ? ` (+${others.length} more in the log)` : '';
  return describeProblem(first) + more;
}
