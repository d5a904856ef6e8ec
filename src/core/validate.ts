import type { Charm } from './charm.ts';
import { stages } from './hooks/hooks.ts';
import type { ProviderRelation } from './juju/backup-relation.ts';
import type { Config } from './juju/config.ts';
import type { Peers } from './juju/peers.ts';
import type { SecretAnswer } from './juju/secrets.ts';
import { reasonOf } from './problems/charm-error.ts';
import { pluginFailed } from './problems/core.ts';
import { describeProblem, type Finding, type Problem } from './problems/problem.ts';
import { readFinding } from './problems/read-finding.ts';
import {
  type Draft,
  deepFreeze,
  type FrozenDraft,
  namedPaths,
  pathsOnAllUnits,
  specOf,
} from './spec/draft.ts';
import type { BackupSpec } from './spec/spec.ts';
import type { UnitDisk } from './unit/disk/unit-disk.ts';
import type { RunRecords } from './unit/files/run-records.ts';
import type { SitePlugins } from './validators/configured-plugins.ts';

/** What the plugins make of a config on one unit, and everything that they found, each finding once. */
export interface Validation {
  readonly draft: FrozenDraft;
  /** What is to be published. */
  readonly spec: BackupSpec;
  readonly problems: readonly Problem[];
  /** Whether every plugin that reads has done so: else the draft lacks something. */
  readonly isRead: boolean;
}

/** What is validated, and against what. */
export interface ValidationInput {
  readonly config: Config;
  readonly disk: UnitDisk;
  readonly runs: Pick<RunRecords, 'read' | 'since'>;
  /** Absolute path of the folder that `materializeFiles` will manage. */
  readonly managedFolder: string;
  /** This unit's name. */
  readonly unit: string;
  readonly relations: readonly ProviderRelation[];
  readonly peers: Pick<Peers, 'collect'>;
  /** Reads a user secret, for the charm's own plugins alone. */
  readonly secret: (uri: string) => SecretAnswer;
  readonly sitePlugins: SitePlugins;
  /** Takes what a plugin threw: the finding that is made of it has no stack. */
  readonly trace?: (error: Error) => void;
}

/** Config options that are core's own. */
const ownOptions = ['plugins', 'site-plugins-unprivileged', 'strict', 'config'];

/**
 * Calls `validateConfig`: plugins read, the draft is frozen, plugins judge. After that, what the config option `plugins`
 * names. Every plugin runs, also after one that failed. The config option `strict` makes each warning an error.
 */
export async function validate(charm: Charm, input: ValidationInput): Promise<Validation> {
  const { config, disk, runs, managedFolder, unit, relations, peers, secret, sitePlugins } = input;
  const draft: Draft = { entries: [], scripts: [], extensions: {} };
  const options = [...charm.options, ...ownOptions];
  const findings = new Findings(config.flag('strict'));
  let isFrozen = false;
  let isRead = true;
  let isOver = false;

  const freeze = () => {
    if (isFrozen) return;
    isFrozen = true;
    try {
      deepFreeze(draft, 'draft');
    } catch (error) {
      findings.add('charm', pluginFailed(reasonOf(error)));
    }
  };
  await charm.call.validateConfig({
    contextFor(turn) {
      if (turn.stage >= stages.judge) freeze();
      return {
        config,
        draft,
        disk,
        managedFolder,
        relations,
        unit,
        runs,
        get problems() {
          return findings.problems;
        },
        contributions: () => peers.collect(turn.plugin),
        secret,
        report(finding) {
          if (turn.use('report')) findings.add(turn.plugin, readFinding(finding, options));
        },
        leaveOut(paths, finding) {
          if (turn.use('leaveOut')) {
            findings.leaveOut(turn.plugin, paths, readFinding(finding, options), draft);
          }
        },
      };
    },
    failed(error) {
      if (isOver) throw error;
      if (!isFrozen) isRead = false;
      if (error.cause instanceof Error) input.trace?.(error.cause);
      findings.add(error.plugin, pluginFailed(error.message));
    },
  });
  freeze();
  isOver = true;

  const option = config.text('plugins') ?? '';
  if (option.trim() !== '') {
    const { runConfiguredPlugins } = await import('./validators/configured-plugins.ts');
    await runConfiguredPlugins(
      { plugins: charm.plugins, validators: charm.validators, options },
      option,
      sitePlugins,
      { config, draft, disk, managedFolder },
      (plugin, finding) => findings.add(plugin, finding),
    );
  }
  return { draft, spec: specOf(draft, findings.leftOut), problems: findings.problems, isRead };
}

/** What was found so far, each once. */
class Findings {
  readonly leftOut = new Set<string>();
  readonly #isStrict: boolean;
  readonly #known = new WeakMap<FrozenDraft['entries'], KnownPaths>();
  readonly #problems = new Map<string, Problem>();

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  get problems(): readonly Problem[] {
    return [...this.#problems.values()];
  }

  add(plugin: string, finding: Finding, isLeftOut = false): void {
    const severity = severityOf(finding, this.#isStrict);
    const problem = { ...finding, plugin, severity, ...(isLeftOut ? { isLeftOut } : {}) };
    // Two plugins may find the same: a format refuses what an earlier check has refused. The stricter one counts.
    const key = JSON.stringify([
      finding.code,
      finding.value,
      finding.line,
      describeProblem(finding),
    ]);
    const known = this.#problems.get(key);
    if (known === undefined || strictness(problem) > strictness(known)) {
      this.#problems.set(key, problem);
    }
  }

  /** Each of thousands of entries may have paths to leave out, and none changes without another list of entries. */
  #knownOf(draft: FrozenDraft): KnownPaths {
    const known = this.#known.get(draft.entries) ?? knownPathsOf(draft);
    this.#known.set(draft.entries, known);
    return known;
  }

  /** What the config names itself can't be left out. What only another unit has is that unit's to report. */
  leaveOut(plugin: string, paths: readonly string[], finding: Finding, draft: FrozenDraft): void {
    const error: Finding = { ...finding, severity: 'error' };
    if (paths.length === 0) {
      this.add(plugin, error, true);
      return;
    }
    const { named, elsewhere } = this.#knownOf(draft);
    if (paths.some((path) => named.has(path))) this.add(plugin, error);
    const left = paths.filter((path) => !named.has(path));
    for (const path of left) this.leftOut.add(path);
    if (left.length === 0) return;
    if (left.some((path) => !elsewhere.has(path))) this.add(plugin, error, true);
  }
}

/** The paths that the config names itself, and those that only other units have. */
interface KnownPaths {
  readonly named: ReadonlySet<string>;
  readonly elsewhere: ReadonlySet<string>;
}

function knownPathsOf(draft: FrozenDraft): KnownPaths {
  const elsewhere = new Set<string>();
  for (const entry of draft.entries) {
    if (entry.glob === undefined) continue;
    for (const path of pathsOnAllUnits(entry)) elsewhere.add(path);
  }
  for (const { paths } of draft.entries) for (const path of paths) elsewhere.delete(path);
  return { named: namedPaths(draft), elsewhere };
}

/** What has happened already is not undone by holding back what comes. */
function severityOf({ severity }: Finding, isStrict: boolean): Problem['severity'] {
  if (severity === 'reminder') return 'warning';
  return isStrict ? 'error' : severity;
}

function strictness({ severity, isLeftOut }: Problem): number {
  if (severity === 'warning') return 0;
  return isLeftOut === true ? 1 : 2;
}
