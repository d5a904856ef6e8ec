import { type ParseArgsConfig, parseArgs } from 'node:util';

const flag = { type: 'boolean' } as const;
const value = { type: 'string' } as const;

type Options = NonNullable<ParseArgsConfig['options']>;

/** The commands of Juju 3.6 that the pages have, each with those of its options that they use. */
const commands: Readonly<Record<string, Options>> = {
  'add-model': {},
  'add-secret': {},
  'add-unit': {},
  'attach-resource': {},
  config: { file: value, reset: value },
  'debug-log': { replay: flag, 'no-tail': flag, include: value, level: value },
  deploy: { base: value, channel: value },
  'destroy-model': { 'destroy-storage': flag },
  exec: { application: value, unit: value },
  'grant-secret': {},
  integrate: {},
  refresh: { 'force-units': flag, path: value, switch: value },
  'remove-application': {},
  resolved: {},
  run: { format: value, params: value, 'string-args': flag },
  'show-status-log': {},
  ssh: {},
  status: { format: value, relations: flag },
};

/** A command line of Juju's, read. */
export interface JujuCommand {
  readonly name: string;
  /** A flag's is `true`. */
  readonly options: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** @throws Error for a command or an option that is not in the list */
export function readJuju(words: readonly string[]): JujuCommand {
  const [, name = '', ...args] = words;
  const options = commands[name];
  if (options === undefined) throw new Error(`no page has had juju ${name} so far`);
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const given = Object.entries(values).map(([option, each]) => [option, String(each)]);
  return { name, options: Object.fromEntries(given), args: positionals };
}
