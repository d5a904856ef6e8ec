import type { Charm } from '../core/charm.ts';
import { Config, type ConfigValue } from '../core/juju/config.ts';
import { Secrets } from '../core/juju/secrets.ts';
import type { Problem } from '../core/problems/problem.ts';
import { UnitDisk } from '../core/unit/disk/unit-disk.ts';
import { ManagedFolder } from '../core/unit/files/managed-folder.ts';
import { validate } from '../core/validate.ts';
import { nearest } from '../core/validators/nearest.ts';
import type { SitePluginProcess } from '../core/validators/site-plugin.ts';
import type { Metadata } from '../testing/model/metadata.ts';
import { Settings } from '../testing/model/settings.ts';
import type { ConfigFile } from './config/config-file.ts';
import type { Judged, PlacedProblem, Unchecked } from './judged.ts';
import { isOfNoDisk, NoDisk } from './no-disk.ts';

/** A charm whose plugins judge, and what Juju has to know of it. */
export interface JudgingCharm {
  readonly charm: Charm;
  readonly metadata: Metadata;
}

/** What a config is judged against. */
export interface JudgeOptions {
  /** What the unit's absolute paths are resolved against; where it is not given, no disk is looked at. */
  readonly root?: string | undefined;
  /** Absolute path of the file that stands for the resource `site-plugins`. */
  readonly sitePlugins?: string | undefined;
  readonly sitePluginProcess: SitePluginProcess;
}

/** Judges an application's config as one of its units would: with all the plugins of the charm. */
export async function judge(
  { charm, metadata }: JudgingCharm,
  file: ConfigFile,
  { root, sitePlugins, sitePluginProcess }: JudgeOptions,
): Promise<Judged> {
  const { application } = file;
  const { config, problems: refused } = read(file, metadata);
  const secrets = new Set<string>();
  const asked = new Secrets({
    secretGet(uri) {
      secrets.add(uri);
      return { kind: 'missing' };
    },
  });
  const disk = root === undefined ? new NoDisk() : new UnitDisk(root);
  const { problems } = await validate(charm, {
    config,
    disk,
    runs: { read: () => ({}), since: undefined },
    managedFolder: new ManagedFolder(root ?? '/', application).path,
    unit: `${application}/0`,
    relations: [],
    peers: { collect: () => undefined },
    secret: (uri) => asked.read(uri),
    sitePlugins: { ...sitePluginProcess, root: root ?? '/', fetch: () => sitePlugins },
  });

  const unchecked: Unchecked[] = file.unknown.map((option) => ({
    option,
    reason: 'expression',
    place: file.placeOf(option, {}),
  }));
  const found: PlacedProblem[] = [];
  for (const problem of problems) {
    const { option, value } = problem;
    if (file.unknown.includes(option)) continue;
    const place = file.placeOf(option, problem);
    const reason = reasonUnchecked(problem, root === undefined, secrets);
    if (reason === undefined) found.push(placed(problem, place));
    else unchecked.push({ option, ...(value === undefined ? {} : { value }), reason, place });
  }
  const all = [...refused, ...found].sort(
    ({ place: one }, { place: other }) => one.line - other.line || one.column - other.column,
  );
  return { file: file.file, application, problems: all, unchecked };
}

function reasonUnchecked(
  problem: Problem,
  isWithoutDisk: boolean,
  secrets: ReadonlySet<string>,
): Unchecked['reason'] | undefined {
  if (isWithoutDisk && isOfNoDisk(problem)) return 'disk';
  return problem.value !== undefined && secrets.has(problem.value) ? 'secret' : undefined;
}

function placed(
  { code, severity, plugin, option, message, fix }: Problem,
  place: PlacedProblem['place'],
): PlacedProblem {
  return { code, severity, plugin, option, message, fix, place };
}

/** What Juju makes of the file, option by option, and what it refuses. */
function read(file: ConfigFile, metadata: Metadata) {
  const settings = new Settings(metadata);
  const refuse = (option: string, code: string, message: string, fix: string): PlacedProblem => {
    const at = { code, severity: 'error', plugin: 'juju', option, message, fix } as const;
    return { ...at, place: file.failure(option, message).place };
  };
  const problems = Object.entries(file.options).flatMap(([option, value]) => {
    if (!settings.options.includes(option)) {
      const meant = nearest(option, settings.options);
      const fix = meant === undefined ? 'take it out' : `write ${meant} if that is meant`;
      return [refuse(option, 'juju/unknown-option', 'is no option of this charm', fix)];
    }
    try {
      settings.change({ [option]: value });
      return [];
    } catch {
      const type = metadata.config?.options?.[option]?.type ?? 'string';
      const message = `is ${shown(value)}, where Juju takes ${types[type] ?? type}`;
      return [refuse(option, 'juju/wrong-type', message, `write ${types[type] ?? type}`)];
    }
  });
  return { config: new Config(new Map(Object.entries(settings.effective))), problems };
}

const types: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  boolean: 'true or false',
  int: 'a whole number',
  float: 'a number',
  secret: 'the URI of a secret, as in secret:cq1v0gnmp25c765vo9kg',
};

/** A text may be a script, so that it is not shown. */
function shown(value: ConfigValue | undefined): string {
  return typeof value === 'string' ? 'a text' : String(value);
}
