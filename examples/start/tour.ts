import path from 'node:path';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { root } from './model.ts';
import { addUnit, configure, deploy, removeLeader, type Step } from './step.ts';
import { pathsIn } from './workload.ts';

/** What is shown. */
export interface Tour {
  readonly config: ConfigFile;
  /** Absolute paths that every machine has. */
  readonly paths: readonly string[];
  /** What the folders on the machines stand for. */
  readonly stand: string;
  readonly steps: readonly Step[];
}

const example = 'examples/postgresql.yaml';
/** The first entry has lost its slash, the second its comma. */
const mistaken = 'etc/postgresql,/etc/cron.d /var/backups/postgresql';
const corrected = '/etc/postgresql,/etc/cron.d,/var/backups/postgresql';

export function exampleTour(units: number): Tour {
  const config = readConfigFile(path.join(root, example), example);
  const principal = { application: 'postgresql', units };
  const name = config.application;
  return {
    config,
    paths: pathsIn(corrected),
    stand: "has PostgreSQL's paths as empty folders",
    steps: [
      deploy(config, principal),
      configure('Add /etc/cron.d, with a slash and a comma left out by mistake', name, mistaken),
      configure('Put the slash and the comma in', name, corrected),
      ...(units > 1 ? [removeLeader(principal)] : []),
      addUnit(principal),
    ],
  };
}

/** @param file - relative to where npm was started */
export function ownTour(file: string, units: number): Tour {
  const config = readConfigFile(path.resolve(process.env['INIT_CWD'] ?? '.', file), file);
  const principal = { application: 'principal', units };
  const { fileset } = config.options;
  return {
    config,
    paths: typeof fileset === 'string' ? pathsIn(fileset) : [],
    stand: `has your fileset's paths as empty folders (in a glob, "example" for each *), and sh, bash, env and python3. \
${principal.application} and bacula-fd stand for your own charm and its backup provider`,
    steps: [
      deploy(config, principal),
      ...(units > 1 ? [removeLeader(principal)] : []),
      addUnit(principal),
    ],
  };
}
