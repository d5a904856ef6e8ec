import type { Plugin } from '../../core/hooks/plugin.ts';
import { describeProblem } from '../../core/problems/problem.ts';
import { pathsOnAllUnits } from '../../core/spec/draft.ts';

/** The action `check`: judges this unit's config, and shows all that there is to say of it. Changes nothing. */
export function check(): Plugin<'check'> {
  const name = 'check';
  return {
    name,
    actions: [name],
    apply(charm) {
      charm.hooks.action.for(name).tapPromise(name, async ({ judge, fail }) => {
        const { draft, problems } = await judge();
        const errors = problems.filter(({ severity }) => severity === 'error').length;
        const lines = problems.map(
          (problem) => `${problem.severity}: ${describeProblem(problem)} [${problem.code}]`,
        );
        const paths = draft.entries.flatMap(pathsOnAllUnits);
        const results = {
          errors,
          warnings: problems.length - errors,
          problems: lines.length > 0 ? lines : 'none',
          paths: paths.length > 0 ? paths : 'none',
        };
        if (errors > 0)
          fail(`the config has ${errors} ${errors === 1 ? 'error' : 'errors'}`, results);
        return results;
      });
    },
  };
}
