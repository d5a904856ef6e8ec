import { readFileSync } from 'node:fs';
import { getSystemErrorMessage } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { UserError } from './user-error.ts';

/** A file as `juju config --file` and `juju deploy --config` take it. */
export interface ConfigFile {
  /** As it was given on the command line. */
  readonly file: string;
  readonly application: string;
  /** Undefined resets an option, as null does in the file. */
  readonly options: Readonly<Record<string, string | number | boolean | undefined>>;
}

const applicationName = /^[a-z][a-z0-9]*(?:-[a-z0-9]*[a-z][a-z0-9]*)*$/;

const value = z.union(
  [z.string(), z.number(), z.boolean(), z.null().transform(() => undefined)],
  'is no string, number or boolean',
);
const options = z.record(z.string(), value);
const shape = "a config file holds one application's name and, below it, its options";

/**
 * @param shown - the name of the file as the person at the terminal knows it
 * @throws UserError that names the file and says what is wrong with it
 */
export function readConfigFile(file: string, shown: string): ConfigFile {
  const fail = (reason: string) => new UserError(`${shown}: ${reason}`, 1);
  const content = z.record(z.string(), z.unknown()).safeParse(readYaml(file, fail));
  const [application, ...others] = Object.keys(content.data ?? {});
  if (application === undefined || others.length > 0 || !applicationName.test(application)) {
    throw fail(shape);
  }
  const found = options.safeParse(content.data?.[application]);
  if (found.success) return { file: shown, application, options: found.data };
  const [issue] = found.error.issues;
  const [option] = issue?.path ?? [];
  if (option === undefined) throw fail(`no options below ${application}: ${shape}`);
  throw fail(`the value of ${String(option)} ${issue?.message}`);
}

/** YAML 1.1, which Juju reads. */
function readYaml(file: string, fail: (reason: string) => UserError): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw fail(`can't be read: ${reasonOf(error)}`);
  }
  try {
    return parse(text, { version: '1.1', prettyErrors: true });
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('\n') : [];
    throw fail(`is not YAML: ${reason?.replace(/:$/, '')}`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'errno' in error && typeof error.errno === 'number'
    ? getSystemErrorMessage(error.errno)
    : error.message;
}
