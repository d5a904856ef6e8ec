import { join } from 'node:path';
import { Charm } from '../../src/core/charm.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { Config, type ConfigValue } from '../../src/core/juju/config.ts';
import { describeProblem } from '../../src/core/problems/problem.ts';
import { UnitDisk } from '../../src/core/unit/disk/unit-disk.ts';
import { RunRecords } from '../../src/core/unit/files/run-records.ts';
import { validate } from '../../src/core/validate.ts';
import type { Validators } from '../../src/core/validators/validator.ts';

/** The unit is the leader, and alone. */
const alone = { collect: () => new Map<string, string>() };

/** Runs the plugins' `validateConfig` on a config and a unit's disk. */
export async function check(
  plugins: readonly Plugin[],
  values: Readonly<Record<string, ConfigValue>>,
  root: string,
  validators: Validators = {},
  sitePlugins?: string,
) {
  const { draft, spec, problems } = await validate(new Charm(plugins, validators), {
    config: new Config(new Map(Object.entries(values))),
    disk: new UnitDisk(root),
    runs: new RunRecords(root, 'app'),
    managedFolder: '/opt/scripts/app',
    unit: 'app/0',
    relations: [],
    peers: alone,
    secret: () => ({ kind: 'missing' }),
    sitePlugins: {
      command: [
        process.execPath,
        join(import.meta.dirname, '../../src/core/validators/site-plugin-process.ts'),
      ],
      seconds: 5,
      root,
      fetch: () => sitePlugins,
    },
  });
  return {
    draft,
    spec,
    problems,
    /** `<severity> <code>: <what the log shows>`, one for each problem. */
    lines: problems.map(
      (problem) => `${problem.severity} ${problem.code}: ${describeProblem(problem)}`,
    ),
  };
}
