import { backupRelation, type JujuRelation } from './juju/backup-relation.ts';
import type { Unit } from './juju/event.ts';
import type { HookTools, RunTool } from './juju/hook-tools.ts';
import { type SecretAnswer, Secrets } from './juju/secrets.ts';
import { UnitDisk } from './unit/disk/unit-disk.ts';
import { RunRecords } from './unit/files/run-records.ts';
import type { SitePlugins } from './validators/configured-plugins.ts';
import type { SitePluginProcess } from './validators/site-plugin.ts';

/** What the charm's process stands on. */
export interface Host {
  /** The hook's environment variables. */
  readonly environment: NodeJS.ProcessEnv;
  readonly runTool: RunTool;
  /** What this unit's absolute paths are resolved against; `/` on a machine. */
  readonly root: string;
  /** Writes one line to stderr, which Juju logs at WARNING. */
  readonly warn: (line: string) => unknown;
  /** The command whose process runs one plugin of a site (`src/core/validators/site-plugin-process.ts`), and its time limit. */
  readonly sitePlugins: SitePluginProcess;
}

/** What a unit's config is judged against: its disk, its relations, the plugins of its site. */
export interface Surroundings {
  readonly unit: string;
  readonly disk: UnitDisk;
  readonly runs: RunRecords;
  readonly relations: readonly JujuRelation[];
  /** Reads a user secret, by its URI. */
  readonly secret: (uri: string) => SecretAnswer;
  readonly sitePlugins: SitePlugins;
  /** Logs the stack of what a plugin threw, for whoever looks for it. */
  readonly trace: (error: Error) => void;
}

/** @param relations - ids of the unit's `backup` relations */
export function surroundingsOf(
  { root, sitePlugins, warn }: Host,
  tools: HookTools,
  { name, application }: Unit,
  relations: readonly string[],
): Surroundings {
  const secrets = new Secrets(tools);
  return {
    unit: name,
    disk: new UnitDisk(root),
    runs: new RunRecords(root, application, ({ message }) => void warn(message)),
    relations: relations.map((id) => backupRelation(tools, id, application)),
    secret: (uri) => secrets.read(uri),
    sitePlugins: { warn, ...sitePlugins, root, fetch: () => tools.resourceGet('site-plugins') },
    trace: ({ stack = '' }) => tools.jujuLog('DEBUG', stack.replace(/\s*\n\s*/g, ' ')),
  };
}
