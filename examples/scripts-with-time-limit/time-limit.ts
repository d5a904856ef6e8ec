import { stages } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { scriptOptions } from '../../src/core/spec/spec.ts';

const nothing = '#!/bin/sh\nexit 0\n';

/** The file that the provider runs, next to the script itself. */
const runnerOf = (script: string) => `${script}.timed`;

/**
 * Publishes a runner for each script of `run-scripts`: it ends the script after a time, with exit code 124.
 *
 * @param limit - a number and a unit, as timeout(1) reads it
 */
export function timeLimit({
  limit,
}: {
  readonly limit: `${number}${'s' | 'm' | 'h'}`;
}): Plugin<'time-limit'> {
  const name = 'time-limit';
  return {
    name,
    apply(charm) {
      charm.hooks.validateConfig.tap({ name, stage: stages.read }, ({ draft }) => {
        draft.scripts = draft.scripts.map((script) => ({ ...script, path: runnerOf(script.path) }));
      });
      charm.hooks.materializeFiles.tap(name, ({ scripts, folder, leaving, wasPublished }) => {
        const set = new Set(scripts.map(({ option }) => option));
        for (const option of scriptOptions) {
          const runner = runnerOf(option);
          const last = folder.last[runner];
          if (leaving) {
            const isKept = wasPublished && option.endsWith('-restore') && last !== nothing;
            if (isKept && last !== undefined) folder.put(runner, last);
          } else if (set.has(option)) {
            const command = `timeout --kill-after=30s ${limit} ${folder.path}/${option}`;
            folder.put(runner, `#!/bin/sh\nexec ${command}\n`);
          } else if (set.size > 0 || last !== undefined) {
            folder.put(runner, nothing);
          }
        }
      });
    },
  };
}
