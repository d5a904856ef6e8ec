import { statSync } from 'node:fs';
import path from 'node:path';
import { type ConfigFile, readConfigFile } from '../../src/check/config/config-file.ts';
import { reasonOf, UserError } from '../../src/check/user-error.ts';
import type { Metadata } from '../../src/testing/index.ts';
import type { RunArguments } from './arguments.ts';
import { withDisk } from './machine/disk.ts';
import type { Machine } from './machine/machine.ts';
import { pathsIn, withFolders } from './machine/workload.ts';
import { root } from './model.ts';
import { addUnit, configure, deploy, removeLeader, type Step } from './step.ts';

/** A file that stands for the resource `site-plugins`. */
interface SitePlugins {
  /** As it was given on the command line. */
  readonly shown: string;
  /** Absolute path. */
  readonly file: string;
}

/** What is shown. */
export interface Tour {
  readonly config: ConfigFile;
  readonly machine: Machine;
  readonly sitePlugins?: SitePlugins | undefined;
  /** More to know of what is shown. */
  readonly remark?: string;
  readonly steps: readonly Step[];
}

const example = 'examples/recipes/postgresql.yaml';
/** The first entry has lost its slash, the second its comma. */
const mistaken = 'etc/postgresql,/etc/cron.d /var/backups/postgresql';
const corrected = '/etc/postgresql,/etc/cron.d,/var/backups/postgresql';

/** @throws UserError where a file or folder of the arguments is not right */
export function planTour(args: RunArguments, metadata: Metadata): Tour {
  const { config: file, disk } = args;
  const machine = disk === undefined ? undefined : withDisk(fromHere(disk), disk);
  return file === undefined
    ? exampleTour(args.units, metadata, machine)
    : ownTour(file, args, metadata, machine);
}

export function exampleTour(units: number, metadata: Metadata, machine?: Machine): Tour {
  const config = readConfigFile(path.join(root, example), example, { metadata });
  const principal = { application: 'postgresql', units };
  const name = config.application;
  return {
    config,
    machine: machine ?? withFolders(pathsIn(corrected)),
    steps: [
      deploy(metadata.name, config, principal),
      configure('Add /etc/cron.d, with a slash and a comma left out by mistake', name, mistaken),
      configure('Put the slash and the comma in', name, corrected),
      ...(units > 1 ? [removeLeader(principal)] : []),
      addUnit(principal),
    ],
  };
}

function ownTour(file: string, args: RunArguments, metadata: Metadata, machine?: Machine): Tour {
  const { application, units } = args;
  const wanted = application === undefined ? { metadata } : { metadata, application };
  const config = readConfigFile(fromHere(file), file, wanted);
  const sitePlugins = args.sitePlugins === undefined ? undefined : attachable(args.sitePlugins);
  if (sitePlugins !== undefined && metadata.resources?.['site-plugins'] === undefined) {
    throw new UserError(`--site-plugins: ${metadata.name} has no resource site-plugins`, 1);
  }
  const principal = { application: 'principal', units };
  const { fileset } = config.options;
  return {
    config,
    machine: machine ?? withFolders(typeof fileset === 'string' ? pathsIn(fileset) : []),
    sitePlugins,
    remark: `${principal.application} and bacula-fd stand for your own charm and its backup provider.`,
    steps: [
      deploy(metadata.name, config, principal, sitePlugins?.shown),
      ...(units > 1 ? [removeLeader(principal)] : []),
      addUnit(principal),
    ],
  };
}

function attachable(shown: string): SitePlugins {
  const file = fromHere(shown);
  const failure = (reason: string) => new UserError(`--site-plugins ${shown}: ${reason}`, 1);
  let isFile: boolean;
  try {
    isFile = statSync(file).isFile();
  } catch (error) {
    throw failure(reasonOf(error));
  }
  if (!isFile) throw failure('is not a file');
  return { shown, file };
}

/** npm starts this in the project's folder, wherever it was started itself. */
function fromHere(file: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? '.', file);
}
