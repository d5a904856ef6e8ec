import type { Charm } from './charm.ts';
import type { Config } from './config.ts';
import type { Draft } from './draft.ts';
import { describeProblem, type Finding, type Problem } from './problem.ts';
import { pluginFailed } from './problems/plugin.ts';
import type { UnitDisk } from './unit-disk.ts';

/** What the plugins make of a config on one unit: the draft spec, and everything that they found, each finding once. */
export interface Validation {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
}

/**
 * Runs the `validateConfig` step. Every plugin runs, also after one that failed. The config option `strict` makes each warning an error.
 *
 * @param managedFolder - absolute path of the folder that `materializeFiles` will manage
 */
export async function validate(
  charm: Charm,
  config: Config,
  disk: UnitDisk,
  managedFolder: string,
): Promise<Validation> {
  const draft: Draft = { entries: [], scripts: [] };
  const isStrict = config.flag('strict');
  const problems = new Map<string, Problem>();
  const report = (plugin: string, finding: Finding) => {
    const severity = isStrict ? 'error' : finding.severity;
    // Two plugins may find the same: a format refuses what an earlier check has refused.
    const key = JSON.stringify([finding.code, finding.line, describeProblem(finding)]);
    if (!problems.has(key)) problems.set(key, { ...finding, plugin, severity });
  };
  await charm.hooks.validateConfig.call({
    contextFor: (plugin) => ({
      config,
      draft,
      disk,
      managedFolder,
      report: (finding) => report(plugin, finding),
    }),
    failed: (error) => report(error.plugin, pluginFailed(error.message)),
  });
  return { draft, problems: [...problems.values()] };
}
