import { Charm } from '../../src/core/charm.ts';
import { Config, type ConfigValue } from '../../src/core/config.ts';
import { specOf } from '../../src/core/draft.ts';
import type { Plugin } from '../../src/core/plugin.ts';
import { describeProblem } from '../../src/core/problem.ts';
import { UnitDisk } from '../../src/core/unit-disk.ts';
import { validate } from '../../src/core/validate.ts';

/** Runs the plugins' `validateConfig` on a config and a unit's disk. */
export async function check(
  plugins: readonly Plugin[],
  values: Readonly<Record<string, ConfigValue>>,
  root: string,
) {
  const config = new Config(new Map(Object.entries(values)));
  const disk = new UnitDisk(root);
  const { draft, problems } = await validate(new Charm(plugins), config, disk, '/opt/scripts/app');
  return {
    draft,
    spec: specOf(draft),
    problems,
    /** `<severity> <code>: <what the log shows>`, one for each problem. */
    lines: problems.map(
      (problem) => `${problem.severity} ${problem.code}: ${describeProblem(problem)}`,
    ),
  };
}
