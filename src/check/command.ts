import { statSync } from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import type { Charm } from '../core/charm.ts';
import type { SitePluginProcess } from '../core/validators/site-plugin.ts';
import { type ConfigFile, readConfigFiles } from './config/config-file.ts';
import { FileError } from './config/place.ts';
import { type JudgingCharm, judge } from './judge.ts';
import { countsOf, type Judged } from './judged.ts';
import { asGithub } from './output/github.ts';
import { asJson } from './output/json.ts';
import { asSarif } from './output/sarif.ts';
import { asText } from './output/text.ts';
import { UserError } from './user-error.ts';

/** What the command stands on. */
export interface CheckHost {
  readonly sitePluginProcess: SitePluginProcess;
  /** Writes to stdout. */
  readonly write: (text: string) => unknown;
  /** Takes 1 where a config has errors. */
  readonly exit: (code: 0 | 1) => unknown;
}

interface CheckOptions {
  readonly app?: string;
  readonly disk?: string;
  readonly thisMachine?: true;
  readonly sitePlugins?: string;
  readonly format: 'text' | 'json' | 'sarif' | 'github';
}

const formats: Readonly<
  Record<CheckOptions['format'], (all: readonly Judged[], charm: Charm) => string>
> = {
  text: asText,
  json: asJson,
  github: asGithub,
  sarif: (all, charm) => asSarif(all, charm.problems),
};

const help = `
FILE is what juju config APPLICATION prints, what juju config --file takes, a
bundle with its overlays, or Terraform's JSON: *.tf.json, or terraform show
-json of a plan. With a disk, what the charm would see there counts, too.

Exit code: 0 where no config has an error, warnings or not; 1 where one has, or
a file can't be read as a config; 2 where the command line is not right.`;

/**
 * The command `check`, without what it is a part of.
 *
 * @param load - gives the charm whose plugins judge; called once
 */
export function checkCommand<Options extends CheckOptions>(
  host: CheckHost,
  load: (options: Options) => Promise<JudgingCharm>,
): Command {
  return new Command('check')
    .description('Judges configs with the plugins of the charm, before Juju is told of them.')
    .argument('<file...>', 'the configs')
    .option('--app, --application <name>', 'judge this application of each file')
    .option('--disk <folder>', "the unit's disk is this folder")
    .option('--this-machine', "the unit's disk is that of this machine")
    .option('--site-plugins <file>', 'the file of the resource site-plugins')
    .addOption(
      new Option('--format <format>', 'what is written to stdout')
        .choices(Object.keys(formats))
        .default('text'),
    )
    .addHelpText('after', help)
    .action(async (files: readonly string[], options: Options & { application?: string }) => {
      if (options.disk !== undefined && options.thisMachine) {
        throw new UserError('--disk and --this-machine exclude each other', 2);
      }
      const { disk, sitePlugins, format } = options;
      const root = options.thisMachine ? '/' : disk === undefined ? undefined : folder(disk);
      const site = sitePlugins === undefined ? undefined : attached(sitePlugins);
      const { sitePluginProcess, write, exit } = host;
      const charm = await load(options);
      const { application } = options;
      const wanted = {
        metadata: charm.metadata,
        ...(application === undefined ? {} : { application }),
      };
      const all: Judged[] = [];
      for (const file of files) {
        const read = readOrRefuse(() => readConfigFiles(path.resolve(file), file, wanted), file);
        if ('refused' in read) all.push(read.refused);
        else {
          for (const config of read.configs) {
            all.push(await judge(charm, config, { root, sitePlugins: site, sitePluginProcess }));
          }
        }
      }
      write(formats[format](all, charm.charm));
      exit(countsOf(all).errors > 0 ? 1 : 0);
    });
}

/** What is wrong with a file is a problem like others, so that the rest is judged, and it is shown where it stands. */
function readOrRefuse(
  read: () => readonly ConfigFile[],
  file: string,
): { readonly configs: readonly ConfigFile[] } | { readonly refused: Judged } {
  try {
    return { configs: read() };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const problem = {
      code: 'juju/no-config',
      severity: 'error',
      plugin: 'juju',
      option: 'config',
      message: `this file ${error.reason}`,
      fix: 'correct the file, or leave it out',
      place: error.place,
    } as const;
    return { refused: { file, problems: [problem], unchecked: [] } };
  }
}

function folder(shown: string): string {
  const absolute = path.resolve(shown);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true) return absolute;
  throw new UserError(`--disk ${shown}: is no folder`, 2);
}

function attached(shown: string): string {
  const absolute = path.resolve(shown);
  if (statSync(absolute, { throwIfNoEntry: false })?.isFile() === true) return absolute;
  throw new UserError(`--site-plugins ${shown}: is no file`, 2);
}
