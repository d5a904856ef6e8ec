import type { HookTools } from './juju/hook-tools.ts';
import { describeProblem, type Problem } from './problems/problem.ts';
import { outgoing } from './problems/quote.ts';
import type { Standing } from './standing.ts';
import { composeStatus, type Outcome, waits } from './status.ts';
import type { Memory } from './unit/files/unit-state.ts';

/** Lines of problems that one event logs: each is a process. */
const mostLines = 50;

/**
 * Logs what is news, and shows the status where it is another than before: each problem once when it appears, at ERROR or
 * WARNING, and one line at INFO once it has gone.
 *
 * @param changes - what this event has written and published, in clauses
 * @param shown - what `status-get` says
 */
export function report(
  outcome: Outcome,
  changes: readonly string[],
  shown: { readonly status: string; readonly message: string },
  memory: Memory,
  tools: HookTools,
): void {
  const said = new Set(memory.logged);
  const all = outcome.problems.map((problem) => [problem.severity, logLine(problem)] as const);
  const lines = all.map(([, line]) => line);
  const news = all.filter(([, line]) => !said.has(line));
  for (const [severity, line] of news.slice(0, mostLines)) {
    tools.jujuLog(severity === 'error' ? 'ERROR' : 'WARNING', line);
  }
  if (news.length > mostLines) {
    tools.jujuLog('WARNING', `${news.length - mostLines} more: juju run ${outcome.unit} check`);
  }
  const now = new Set(lines);
  const gone = memory.logged.filter((line) => !now.has(line));
  for (const line of gone.slice(0, mostLines)) tools.jujuLog('INFO', goneLine(line));
  if (gone.length > mostLines) {
    tools.jujuLog('INFO', `no longer: ${gone.length - mostLines} more`);
  }
  memory.logged = lines;
  if (changes.length > 0) tools.jujuLog('INFO', changes.join('; '));

  const { status, message } = composeStatus(outcome);
  // As it is shown, or each event would set it again.
  if (status !== shown.status || outgoing(message) !== shown.message) {
    tools.statusSet({ status, message });
  }
}

function logLine(problem: Problem): string {
  return `${describeProblem(problem)} [${problem.code}, plugin ${problem.plugin}]`;
}

/** Without the fix, which is nobody's to make any more. */
function goneLine(line: string): string {
  const [, message = line] = /^(.*); .*$/s.exec(line) ?? [];
  return `no longer: ${message}`;
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
  const wasSaid = shown.message === waits.forLeader.says(application);
  return word === undefined || event === 'update-status' || wasSaid;
}
