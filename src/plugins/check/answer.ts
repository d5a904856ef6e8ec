import type { ActionContext, ActionResults } from '../../core/hooks/hooks.ts';
import { describeProblem, type Problem } from '../../core/problems/problem.ts';
import type { Deep } from './deep/deep.ts';
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
  const deep = asked.deep ? await look(here, asked.seconds, context, clock) : undefined;

  const results = {
    errors,
    warnings: problems.length - errors,
    problems: orNone(problems.map(problemLine)),
    paths: orNone(pathLines(draft.entries, disk, counts?.each ?? new Map())),
    ...(counts === undefined ? {} : sizeResults(counts.all)),
    ...(deep === undefined ? {} : deepResults(deep)),
  };
  const reasons = [
    ...(errors > 0 ? [`the config has ${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(deep !== undefined && deep.notUtf8 > 0 ? [notUtf8(deep.notUtf8)] : []),
  ];
  if (reasons.length > 0) fail(reasons.join(', and '), results);
  return results;
}

async function look(
  paths: readonly string[],
  seconds: number,
  { disk, log }: ActionContext,
  clock: () => number,
): Promise<Deep> {
  const { lookDeep } = await import('./deep/deep.ts');
  const progress = new Progress(log, clock);
  return lookDeep(paths, disk, { seconds }, { progress, now: Date.now() });
}

function deepResults({ losses, unknown, names }: Deep) {
  return { losses: orNone(losses), 'not-found-out': orNone(unknown), 'names-looked-at': names };
}

function notUtf8(names: number): string {
  return `the catalog would have no file of the backup, as ${names.toLocaleString('en')} ${names === 1 ? 'name is' : 'names are'} not UTF-8`;
}

function problemLine(problem: Problem): string {
  return `${problem.severity}: ${describeProblem(problem)} [${problem.code}]`;
}

function orNone(lines: readonly string[]): readonly string[] | 'none' {
  return lines.length > 0 ? lines : 'none';
}
