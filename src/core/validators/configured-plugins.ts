import { statSync } from 'node:fs';
import type { Finding } from '../problems/problem.ts';
import { readFinding } from '../problems/read-finding.ts';
import { nearest } from './nearest.ts';
import type { PluginOptions } from './plugin-options.ts';
import { type ConfiguredPlugin, parsePlugins } from './plugins-option.ts';
import {
  noSitePlugins,
  pluginAlwaysOn,
  pluginListedTwice,
  sitePluginsNotLoaded,
} from './problems.ts';
import { runValidator } from './run-validator.ts';
import type { SitePluginProcess } from './site-plugin.ts';
import { sitePluginNotRun, sitePluginTimedOut } from './site-plugin-problems.ts';
import type { ValidatorContext, Validators } from './validator.ts';

/** The resource `site-plugins`, and how a plugin of it is run. */
export interface SitePlugins extends SitePluginProcess {
  /** Absolute path of the resource's file; undefined where none is attached. */
  fetch(): string | undefined;
  /** What absolute paths are resolved against. */
  readonly root: string;
}

/** The config option that takes root's right to read from them. */
const unprivileged = 'site-plugins-unprivileged';

/** Those of an event have the time of so many, together. */
const forAll = 2;

/** The plugins that always run, by name, and those that config can turn on. */
interface Composition {
  readonly plugins: readonly string[];
  readonly validators: Validators;
  /** The config options that a finding can be about. */
  readonly options: readonly string[];
}

/**
 * Runs the validators that the config option `plugins` names, in its order. Those of the charm run here; a site's own
 * run in a process each, and their file is fetched only where one is named.
 *
 * @param report - takes a plugin's name, and what it found
 */
export async function runConfiguredPlugins(
  charm: Composition,
  option: string,
  site: SitePlugins,
  context: Omit<ValidatorContext, 'report'>,
  report: (plugin: string, finding: Finding) => void,
): Promise<void> {
  const { plugins, findings } = readPlugins(option, charm);
  for (const finding of findings) report('configured-plugins', finding);
  const runSite = siteRunner(charm, site, context);
  for (const plugin of plugins) {
    const load = bundledValidator(charm, plugin.name);
    if (load === undefined) {
      for (const finding of await runSite(plugin)) report(plugin.name, finding);
    } else {
      const factory = await load();
      const make = (options: PluginOptions) => ({ validator: factory(options) });
      await runValidator(plugin, make, {
        ...context,
        report: (finding) => report(plugin.name, readFinding(finding, charm.options)),
      });
    }
  }
}

/** The plugins to run, and what is wrong with the rest of the option. */
function readPlugins(option: string, charm: Composition) {
  const { plugins, findings } = parsePlugins(option);
  const names = plugins.map(({ name }) => name);
  const refused = plugins.flatMap((plugin, index): Finding[] => {
    if (charm.plugins.includes(plugin.name)) return [pluginAlwaysOn(plugin)];
    return names.indexOf(plugin.name) < index ? [pluginListedTwice(plugin)] : [];
  });
  const wanted = plugins.filter(
    ({ name }, index) => !charm.plugins.includes(name) && names.indexOf(name) === index,
  );
  return { plugins: wanted, findings: [...findings, ...refused] };
}

function bundledValidator({ validators }: Composition, name: string) {
  return Object.hasOwn(validators, name) ? validators[name] : undefined;
}

function siteRunner(
  charm: Composition,
  site: SitePlugins,
  context: Omit<ValidatorContext, 'report'>,
) {
  const bundled = Object.keys(charm.validators);
  const { config, draft, managedFolder } = context;
  const given = { bundled, options: charm.options, config: config.values, draft, managedFolder };
  const isUnprivileged = config.flag(unprivileged);
  const seconds = { all: forAll * site.seconds, left: forAll * site.seconds };
  let fetched: { readonly file: string | undefined } | undefined;
  let isLoaded = true;
  return async (plugin: ConfiguredPlugin): Promise<readonly Finding[]> => {
    fetched ??= { file: site.fetch() };
    const { file } = fetched;
    // Charmhub can't publish a charm without a file for each resource: there it is an empty one.
    if (file === undefined || statSync(file, { throwIfNoEntry: false })?.size === 0) {
      return [noSitePlugins(plugin, bundled, nearest(plugin.name, bundled))];
    }
    // What one was told is true of all.
    if (!isLoaded) return [];
    if (seconds.left <= 0) return [sitePluginNotRun(plugin, seconds.all)];
    const { runSitePlugin } = await import('./site-plugin.ts');
    const began = performance.now();
    const own = Math.min(site.seconds, seconds.left);
    const findings = await runSitePlugin(
      { ...site, isUnprivileged, seconds: own },
      { ...given, file, plugin, root: site.root },
    );
    // What it takes to end one that would not end is not its own.
    seconds.left -= Math.min((performance.now() - began) / 1000, own);
    if (own < site.seconds && findings.some(({ code }) => code === sitePluginTimedOut.code)) {
      return [sitePluginNotRun(plugin, seconds.all)];
    }
    isLoaded = !findings.some(({ code }) => code === sitePluginsNotLoaded.code);
    return findings;
  };
}
