import { parseArgs } from 'node:util';
import { UserError } from '../../src/check/user-error.ts';
import { nearest } from '../../src/core/validators/nearest.ts';

export const usage = `Runs the built charm in a model of Juju and shows what an operator would see.

Usage: npm start -- [OPTION]...

Without --config it shows a PostgreSQL example: deploy, a mistaken edit, its
correction, a leader change and a scale-out. With it: deploy, a leader change
and a scale-out.

  --config FILE        your own config: what juju config APPLICATION prints,
                       a bundle, or what juju config --file takes
  --application NAME   whose config, where FILE has several applications
  --site-plugins FILE  attaches the file as the resource site-plugins
  --disk FOLDER        each machine's disk is a copy of this tree
  --units N            how many units to deploy, 1 to 20; 3 without it
  -h, --help           shows this

Each machine is a temporary folder in place of /. Nothing outside of it is
written, FOLDER included. Without --disk, the paths of the fileset are made
there as empty folders, and the output says that they are assumed to exist; in
a glob, the word "example" stands for each *. Where you are not root, the
scripts are owned by you.

Examples:
  npm start -- --config examples/recipes/postgresql.yaml --units 5
  juju config backup-integrator > mine.yaml && npm start -- --config mine.yaml

Exit code: 0; 1 where a hook has failed, or FILE or FOLDER is not right; 2 where
the arguments are not.
`;

/** What the command line asks for; undefined is what was not asked for. */
export interface RunArguments {
  readonly kind: 'run';
  readonly units: number;
  readonly config?: string | undefined;
  readonly application?: string | undefined;
  readonly sitePlugins?: string | undefined;
  readonly disk?: string | undefined;
}

export type Arguments = { readonly kind: 'help' } | RunArguments;

const options = {
  config: { type: 'string' },
  application: { type: 'string' },
  'site-plugins': { type: 'string' },
  disk: { type: 'string' },
  units: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * @param environment - where npm leaves the options that it took for its own
 * @throws UserError that says what is wrong with which argument
 */
export function readArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Arguments {
  for (const name of Object.keys(options)) {
    if (environment[`npm_config_${name.replaceAll('-', '_')}`] === undefined) continue;
    throw misuse(`npm took --${name} for its own: write -- before it`);
  }
  const values = parse(argv);
  if (values.help) return { kind: 'help' };
  return runArguments({ ...values, sitePlugins: values['site-plugins'] });
}

/** The arguments as they are written. */
export interface GivenArguments {
  readonly config?: string | undefined;
  readonly application?: string | undefined;
  readonly sitePlugins?: string | undefined;
  readonly disk?: string | undefined;
  readonly units?: string | undefined;
}

/** @throws UserError that says what is wrong with which argument */
export function runArguments({
  config,
  application,
  sitePlugins,
  disk,
  units = '3',
}: GivenArguments): RunArguments {
  if (!/^(?:[1-9]|1[0-9]|20)$/.test(units)) {
    throw misuse(`--units takes a number from 1 to 20, not ${JSON.stringify(units)}`);
  }
  const named = { config, application, 'site-plugins': sitePlugins, disk };
  for (const [name, value] of Object.entries(named)) {
    if (value === '') throw misuse(`--${name} is empty`);
  }
  for (const name of ['application', 'site-plugins'] as const) {
    if (named[name] === undefined || config !== undefined) continue;
    throw misuse(`--${name} goes with --config FILE`);
  }
  return { kind: 'run', units: Number(units), config, application, sitePlugins, disk };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw misuse(reasonOf(error instanceof Error ? error.message : String(error)));
  }
}

/** parseArgs says it in several sentences, and names nothing that may be meant. */
function reasonOf(message: string): string {
  const [, unknown] = /^Unknown option '(-+[^']*)'/.exec(message) ?? [];
  if (unknown !== undefined) {
    const meant = nearest(unknown.replace(/^-+/, ''), Object.keys(options));
    return `unknown option ${unknown}${meant === undefined ? '' : ` (did you mean --${meant}?)`}`;
  }
  const [, extra] = /^Unexpected argument '(.*)'\. /s.exec(message) ?? [];
  if (extra !== undefined) return `unexpected argument ${JSON.stringify(extra)}`;
  const [, missing] =
    /^Option '(?:-\w, )?(--[a-z-]+)(?: <value>)?' argument (?:missing|is ambiguous)/.exec(
      message,
    ) ?? [];
  return missing === undefined ? message : `${missing} needs a value`;
}

function misuse(reason: string): UserError {
  return new UserError(`${reason}; see npm start -- --help`, 2);
}
