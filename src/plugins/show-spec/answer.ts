import type { ActionContext, ActionResults, ConfigStanding } from '../../core/hooks/hooks.ts';
import { describeProblem } from '../../core/problems/problem.ts';
import { quote } from '../../core/problems/quote.ts';
import { specOf } from '../../core/spec/draft.ts';
import { fileDifferences, otherFileLines, scriptLines } from './files.ts';
import { runLines } from './runs.ts';

/** What the action shows, the most important first. A unit that is blocked shows it too, and says so. */
export async function answer(context: ActionContext): Promise<ActionResults> {
  const { parameters, config, unit, judge, standing, files, runs, fail } = context;
  const [parameter] = Object.keys(parameters);
  if (parameter !== undefined) fail(`there is no parameter ${quote(parameter)}; give none`);

  const { draft, problems } = await judge();
  const errors = problems.filter(({ severity }) => severity === 'error');
  const stands = await standing();
  const kept = await files();
  const [first] = errors;
  const number = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  const differences = [
    ...(first === undefined
      ? []
      : [
          `this unit is blocked, its config has ${number}: ${describeProblem(first)}; see juju run ${unit} check`,
        ]),
    ...standingDifference(stands),
    ...fileDifferences(kept),
  ];
  return {
    differences: orNone(differences),
    published: stands === 'published' ? "this unit's config" : standingDifference(stands),
    ...publishedIn(context),
    fileset: orNone(specOf(draft).fileset),
    scripts: scriptLines(config, kept),
    'other-files': orNone(otherFileLines(kept)),
    runs: runLines(runs.since, runs.read()),
  };
}

function standingDifference(standing: ConfigStanding): string[] {
  switch (standing) {
    case 'published':
      return [];
    case 'no-relation':
      return ['there is no backup relation, so that nothing is published'];
    case 'not-published':
      return ["this unit's config is not published: see juju status"];
  }
}

/** What is in each databag, as Juju has committed it: a result for each relation. */
function publishedIn({ relations, isLeader, unit }: ActionContext): ActionResults {
  const [application] = unit.split('/');
  return Object.fromEntries(
    relations.map(({ id, application: provider, committed }) => {
      const databag = isLeader() ? Object.entries(committed()) : undefined;
      const lines = databag?.map(([key, value]) => `${key}: ${value}`) ?? [
        `only the leader can read what is published here: juju run ${application}/leader show-spec`,
      ];
      const empty = databag?.length === 0 ? ['nothing is published here'] : [];
      return [id.replace(':', '-'), [`provider: ${provider}`, ...lines, ...empty]];
    }),
  );
}

function orNone(lines: readonly string[]): readonly string[] | 'none' {
  return lines.length > 0 ? lines : 'none';
}
