import type { Charm } from './charm.ts';
import { backupRelation } from './juju/backup-relation.ts';
import { Contributions } from './juju/contributions.ts';
import { backupEndpoint, type Event, readEvent } from './juju/event.ts';
import { HookTools, type RunTool } from './juju/hook-tools.ts';
import { CharmError } from './problems/charm-error.ts';
import { describeProblem, type Problem } from './problems/problem.ts';
import { visible } from './problems/quote.ts';
import { specOf } from './spec/draft.ts';
import { composeStatus } from './status.ts';
import { ContributionMark } from './unit/contribution-mark.ts';
import { ManagedFolder } from './unit/managed-folder.ts';
import { OriginalFolders } from './unit/original-folders.ts';
import { UnitDisk } from './unit/unit-disk.ts';
import { validate } from './validate.ts';
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

/** Handles one event. Returns the exit code of the process: 1 makes Juju discard the changes and retry the hook. */
export async function dispatch(charm: Charm, host: Host): Promise<0 | 1> {
  try {
    const event = readEvent(host.environment);
    if (event.kind === 'remove') cleanUp(host, event);
    else if (event.kind !== 'unobserved') await reconcile(charm, host, event);
    return 0;
  } catch (error) {
    host.warn(failureLine(error));
    return 1;
  }
}

type Observed<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;

async function reconcile(
  charm: Charm,
  host: Host,
  event: Observed<'reconcile' | 'collect'>,
): Promise<void> {
  const tools = new HookTools(host.runTool);
  if (event.kind === 'collect' && !tools.isLeader()) return;
  const broken = event.kind === 'reconcile' ? event.broken : undefined;
  const config = tools.configGet();
  const relations = tools.relationIds(backupEndpoint).filter((id) => id !== broken);
  const isLeader = relations.length > 0 && tools.isLeader();
  const shown = tools.statusGet();

  const changes: string[] = [];
  const log = (change: string) => changes.push(change);
  const folder = new ManagedFolder(host.root, event.unit, log);

  const { application } = event.unit;
  const backups = relations.map((id) => backupRelation(tools, id, application, log));
  const contributions = new Contributions(tools, event.unit, host.root);
  const { draft, problems } = await validate(charm, {
    config,
    disk: new UnitDisk(host.root),
    managedFolder: folder.path,
    relations: backups,
    contributions,
    sitePlugins: {
      ...host.sitePlugins,
      root: host.root,
      fetch: () => tools.resourceGet('site-plugins'),
    },
  });
  if (!problems.some(holdsBack)) {
    const spec = specOf(draft);
    await charm.hooks.materializeFiles.call({
      contextFor: () => ({ spec, scripts: draft.scripts, folder }),
      failed: rethrow,
    });
    // A relation that breaks changes nothing for the others, and may do so because this unit goes: out of sight of its peers.
    if (broken === undefined || relations.length === 0) {
      const originals = new OriginalFolders(host.root, event.unit);
      await charm.hooks.publishRelation.call({
        contextFor: (plugin) => ({
          spec,
          entries: draft.entries,
          isLeader,
          relations: backups,
          originals,
          contribute: (text) => contributions.contribute(plugin, text),
        }),
        failed: rethrow,
      });
    }
  }

  if (changes.length > 0) tools.jujuLog('INFO', visible(changes.join('; ')));
  const status = composeStatus(problems, application, relations.length);
  const isNews = status.status !== shown.status || status.message !== shown.message;
  // The periodic event repeats nothing that an earlier one has said already.
  if (isNews || event.name !== 'update-status') {
    for (const problem of problems) host.warn(logLine(problem));
  }
  if (isNews) tools.statusSet(status);
}

function cleanUp(host: Host, { unit }: Observed<'remove'>): void {
  new OriginalFolders(host.root, unit).release();
  new ContributionMark(host.root, unit).remove();
  new ManagedFolder(host.root, unit).release();
}

function holdsBack({ severity, isLeftOut }: Problem): boolean {
  return severity === 'error' && isLeftOut !== true;
}

function rethrow(error: Error): never {
  throw error;
}

function logLine(problem: Problem): string {
  return `${problem.severity}: ${describeProblem(problem)} [${problem.code}, plugin ${problem.plugin}]`;
}

function failureLine(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const what = error instanceof CharmError ? reason : `unexpected failure: ${reason}`;
  return visible(`${what}; Juju discards what this hook changed in relations and runs it again`);
}
