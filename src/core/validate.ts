import type { Charm } from './charm.ts';
import type { ProviderRelation } from './juju/backup-relation.ts';
import type { Config } from './juju/config.ts';
import type { Contributions } from './juju/contributions.ts';
import { pluginFailed } from './problems/plugin.ts';
import { describeProblem, type Finding, type Problem } from './problems/problem.ts';
import type { Draft } from './spec/draft.ts';
import type { UnitDisk } from './unit/unit-disk.ts';
import type { SitePlugins } from './validators/configured-plugins.ts';

/** What the plugins make of a config on one unit: the draft spec, and everything that they found, each finding once. */
export interface Validation {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
}

/** What is validated, and against what. */
export interface ValidationInput {
  readonly config: Config;
  readonly disk: UnitDisk;
  /** Absolute path of the folder that `materializeFiles` will manage. */
  readonly managedFolder: string;
  readonly relations: readonly ProviderRelation[];
  readonly contributions: Pick<Contributions, 'unit' | 'collect'>;
  readonly sitePlugins: SitePlugins;
}

/**
 * Runs the `validateConfig` step, and after it what the config option `plugins` names. Every plugin runs, also after one
 * that failed. The config option `strict` makes each warning an error.
 */
export async function validate(
  charm: Charm,
  { config, disk, managedFolder, relations, contributions, sitePlugins }: ValidationInput,
): Promise<Validation> {
  const draft: Draft = { entries: [], scripts: [] };
  const isStrict = config.flag('strict');
  const problems = new Map<string, Problem>();
  const report = (plugin: string, finding: Finding) => {
    const severity = isStrict ? 'error' : finding.severity;
    // Two plugins may find the same: a format refuses what an earlier check has refused. The stricter one counts.
    const key = JSON.stringify([finding.code, finding.line, describeProblem(finding)]);
    const isStricter = problems.get(key)?.severity === 'warning' && severity === 'error';
    if (isStricter || !problems.has(key)) problems.set(key, { ...finding, plugin, severity });
  };
  const context = { config, draft, disk, managedFolder };
  await charm.hooks.validateConfig.call({
    contextFor: (plugin) => ({
      ...context,
      relations,
      unit: contributions.unit,
      contributions: () => contributions.collect(plugin),
      report: (finding) => report(plugin, finding),
    }),
    failed: (error) => report(error.plugin, pluginFailed(error.message)),
  });
  const option = config.text('plugins') ?? '';
  if (option.trim() !== '') {
    const { runConfiguredPlugins } = await import('./validators/configured-plugins.ts');
    await runConfiguredPlugins(charm, option, sitePlugins, context, report);
  }
  return { draft, problems: [...problems.values()] };
}
