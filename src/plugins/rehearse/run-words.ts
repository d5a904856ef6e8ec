import type { ScriptEnd, ScriptRun } from '../../core/process/run-script.ts';

/** Whether a job goes on after it. */
export function hasSucceeded(end: ScriptEnd): boolean {
  return end.kind === 'exited' && end.exitCode === 0;
}

/** How a run ended, as a clause: `exit code 0 after 12.3 s`. */
export function runInWords({ end, seconds }: ScriptRun): string {
  const after = `after ${seconds.toFixed(1)} s`;
  switch (end.kind) {
    case 'exited':
      return `exit code ${end.exitCode} ${after}`;
    case 'killed':
      return `ended by ${end.signal} ${after}`;
    case 'over-limit':
      return `ended at the limit of this action ${after}, with all that it had started`;
    case 'held':
      return `it ended, but what it had started held its output until that was ended at the limit of this action, ${after}`;
    case 'not-started':
      return `not started: ${end.reason}`;
  }
}

/** What to do about a run that has not succeeded, as a clause. */
export function fixInWords({ kind }: ScriptEnd): string {
  switch (kind) {
    case 'exited':
    case 'killed':
      return 'see its output';
    case 'over-limit':
      return 'find out what it waits for, or give it more seconds; a backup has no such limit';
    case 'held':
      return 'a backup would wait for that; redirect the output of what stays, as in > /dev/null 2>&1';
    case 'not-started':
      return 'see that its interpreter is there and executable';
  }
}

/** What it has written, as results. */
export function outputOf({ output, errorOutput }: ScriptRun, prefix = '') {
  return {
    [`${prefix}output`]: orNone(output),
    [`${prefix}error-output`]: orNone(errorOutput),
  };
}

export function orNone(lines: readonly string[]): readonly string[] | 'none' {
  return lines.length > 0 ? lines : 'none';
}
