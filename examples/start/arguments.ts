import { parseArgs } from 'node:util';
import { UserError } from './user-error.ts';

export const usage = `Runs the built charm in a model of Juju and shows what an operator would see.

  npm start                    a PostgreSQL example: deploy, a mistaken edit,
                               its correction, a leader change and a scale-out
  npm start -- --units N       the same on N units, 1 to 20 instead of 3
  npm start -- --config FILE   your own config: deploy, a leader change and a
                               scale-out; --units N goes with it

FILE is what juju config --file takes: an application's name and, below it, its
options, as in examples/postgresql.yaml.

Your own files are neither looked at nor changed. Each machine is a temporary
folder in place of /, which has the paths of the fileset as empty folders; in a
glob, the word "example" stands for each *. Where you are not root, the scripts
are owned by you.

Exit code: 0; 1 where a hook has failed, or FILE is not right; 2 where the
arguments are not.
`;

/** What the command line asks for. */
export type Arguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly config?: string; readonly units: number };

/** @throws UserError that says what is wrong with which argument */
export function readArguments(argv: readonly string[]): Arguments {
  const { help, config, units } = parse(argv);
  if (help) return { kind: 'help' };
  if (!/^(?:[1-9]|1[0-9]|20)$/.test(units)) {
    throw misuse(`--units takes a number from 1 to 20, not ${JSON.stringify(units)}`);
  }
  const run = { kind: 'run', units: Number(units) } as const;
  return config === undefined ? run : { ...run, config };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        config: { type: 'string' },
        units: { type: 'string', default: '3' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error));
  }
}

function misuse(reason: string): UserError {
  return new UserError(`${reason} (npm start -- --help)`, 2);
}
