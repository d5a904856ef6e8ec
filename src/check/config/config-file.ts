import path from 'node:path';
import type { Metadata } from '../../testing/index.ts';
import type { UserError } from '../user-error.ts';
import { findOptions } from './forms.ts';
import { readInclude } from './include.ts';
import { YamlFile } from './yaml-file.ts';

/** An application's config, as a file has it. */
export interface ConfigFile {
  /** As it was given on the command line. */
  readonly file: string;
  readonly application: string;
  /** Undefined resets an option, as null does in the file. */
  readonly options: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly isBundle: boolean;
  /** What is wrong with an option, with file and line. */
  failure(option: string, reason: string): UserError;
}

/** Whose config is looked for. */
export interface Wanted {
  readonly metadata: Metadata;
  /** Where the file has several applications. */
  readonly application?: string;
}

/**
 * Reads a config in any form in which Juju prints or takes one.
 *
 * @param shown - the name of the file as the person at the terminal knows it
 * @throws UserError that names the file, and the line where it is known, and says what is wrong
 */
export function readConfigFile(file: string, shown: string, wanted: Wanted): ConfigFile {
  const yaml = new YamlFile(file, shown);
  const { application, values, keysOf, isBundle } = findOptions(yaml, wanted);
  const failure = (option: string, reason: string) => yaml.failure(reason, ...keysOf(option));
  const options = Object.entries(values).map(([option, value]) => {
    const read = isBundle ? readInclude(value, path.dirname(file)) : { value };
    if ('failure' in read) throw failure(option, `the value of ${option} ${read.failure}`);
    return [option, scalar(option, read.value, failure)] as const;
  });
  return { file: shown, application, isBundle, failure, options: Object.fromEntries(options) };
}

function scalar(
  option: string,
  value: unknown,
  failure: ConfigFile['failure'],
): string | number | boolean | undefined {
  if (value === null) return undefined;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default: {
      const kind = Array.isArray(value) ? 'a list' : value instanceof Date ? 'a date' : 'a map';
      throw failure(option, `the value of ${option} is ${kind}, where Juju takes a text`);
    }
  }
}
