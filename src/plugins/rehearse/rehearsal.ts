import type { ActionContext, ActionResults } from '../../core/hooks/hooks.ts';
import { describeProblem, type Problem } from '../../core/problems/problem.ts';
import { readSeconds, refuseOthers } from './parameters.ts';
import { isSet, requireFile, standingInWords, validDraft } from './ready.ts';
import { fixInWords, hasSucceeded, orNone, outputOf, runInWords } from './run-words.ts';
import { amount, countSaved, pathsHere } from './saved.ts';

const [before, after] = ['run-before-backup', 'run-after-backup'] as const;
const notSet = 'not set, nothing is run';

/**
 * The action `rehearse`: what a backup job does, but for the saving. As there, a run-before-backup that fails ends it, and a
 * run-after-backup that fails comes too late to lose anything.
 */
export async function rehearsal(context: ActionContext): Promise<ActionResults> {
  const { parameters, judge, run, log, fail } = context;
  const refuse = (reason: string) => fail(reason);
  refuseOthers(parameters, ['seconds'], refuse);
  const seconds = readSeconds(parameters, refuse);

  const draft = await validDraft(context);
  const set = [before, after].filter((script) => isSet(context, script));
  for (const script of set) await requireFile(context, script);
  // What is asked for now: what a script makes that a glob would match is asked for from the next event on.
  const asked = pathsHere(draft);
  const published = { published: await standingInWords(context) };

  const first = set.includes(before) ? await run(before, seconds) : undefined;
  const beforeBackup = {
    'before-backup': first === undefined ? notSet : runInWords(first),
    ...(first === undefined ? {} : outputOf(first, 'before-backup-')),
  };
  if (first !== undefined && !hasSucceeded(first.end)) {
    return fail(
      `nothing would have been saved, as ${before} has failed: ${runInWords(first)}; ${fixInWords(first.end)}`,
      {
        ...published,
        ...beforeBackup,
        'after-backup': `not run, as ${before} has failed`,
        saved: 'nothing',
      },
    );
  }

  log('counting what would be saved');
  const { draft: draftNow, problems } = await judge();
  const { lines, all } = countSaved(asked, context.disk, log);
  const late = pathsHere(draftNow).filter((path) => !asked.includes(path));

  const last = set.includes(after) ? await run(after, seconds) : undefined;
  const results = {
    ...published,
    ...beforeBackup,
    'after-backup': last === undefined ? notSet : runInWords(last),
    ...(last === undefined ? {} : outputOf(last, 'after-backup-')),
    saved: all.cut === undefined ? amount(all) : `at least ${amount(all)}: ${all.cut}`,
    files: all.files,
    bytes: all.bytes,
    paths: orNone(lines),
    ...(late.length > 0 ? { 'not-asked-for-yet': late } : {}),
    problems: orNone(problems.map(problemLine)),
  };
  if (all.files === 0) fail('nothing would have been saved: none of the paths is there', results);
  if (last !== undefined && !hasSucceeded(last.end)) {
    fail(
      `the files would have been saved, but ${after} has failed: ${runInWords(last)}; ${fixInWords(last.end)}`,
      results,
    );
  }
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const number = errors.length === 1 ? 'an error' : `${errors.length} errors`;
    fail(
      `the files would have been saved, but the config has ${number} once ${before} has run: see problems`,
      results,
    );
  }
  return results;
}

function problemLine(problem: Problem): string {
  return `${problem.severity}: ${describeProblem(problem)} [${problem.code}]`;
}
