import type { ActionContext, ActionResults } from '../../core/hooks/hooks.ts';
import { describeProblem, type Problem } from '../../core/problems/problem.ts';
import { readParameters } from './parameters.ts';
import { pathLines, pathsHere } from './paths.ts';
import { Progress } from './progress.ts';
import { measure, sizeResults } from './size.ts';

/** Judges, and counts and looks where that is asked for. */
export async function answer(context: ActionContext, clock: () => number): Promise<ActionResults> {
  const { config, disk, judge, log, fail } = context;
  const asked = readParameters(context.parameters, (reason) => fail(reason));

  const { draft, problems } = await judge(config.with(asked.changes));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const here = pathsHere(draft.entries);

  const counts = asked.size
    ? measure(here, disk, asked.seconds, new Progress(log, clock))
    : undefined;

  const results = {
    errors,
    warnings: problems.length - errors,
    problems: orNone(problems.map(problemLine)),
    paths: orNone(pathLines(draft.entries, disk, counts?.each ?? new Map())),
    ...(counts === undefined ? {} : sizeResults(counts.all)),
  };
  if (errors > 0) fail(`the config has ${errors} ${errors === 1 ? 'error' : 'errors'}`, results);
  return results;
}

function problemLine(problem: Problem): string {
  return `${problem.severity}: ${describeProblem(problem)} [${problem.code}]`;
}

function orNone(lines: readonly string[]): readonly string[] | 'none' {
  return lines.length > 0 ? lines : 'none';
}
