import path from 'node:path';
import type { Metadata } from '../../testing/model/metadata.ts';
import { type Found, findOptions, several } from './forms.ts';
import { readInclude } from './include.ts';
import { type FileError, indexIn, type Place, placeIn } from './place.ts';
import { type Spot, YamlFile } from './yaml-file.ts';

/** An application's config, as a file has it. */
export interface ConfigFile {
  /** As it was given on the command line. */
  readonly file: string;
  readonly application: string;
  /** Undefined resets an option, as null does in the file. */
  readonly options: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Options whose value is made elsewhere, as a Terraform expression is: they are not among the others. */
  readonly unknown: readonly string[];
  readonly isBundle: boolean;
  /** What is wrong with an option, with file and line. */
  failure(option: string, reason: string): FileError;
  /** Where an option, or a part of its value, stands. */
  placeOf(option: string, spot: Spot): Place;
}

/** Whose config is looked for. */
export interface Wanted {
  readonly metadata: Metadata;
  /** Where the file has several applications. */
  readonly application?: string;
}

/**
 * Reads a config in any form in which Juju or Terraform prints or takes one.
 *
 * @param shown - the name of the file as the person at the terminal knows it
 * @throws UserError that names the file, and the line where it is known, and says what is wrong
 */
export function readConfigFile(file: string, shown: string, wanted: Wanted): ConfigFile {
  const yaml = new YamlFile(file, shown);
  const [first, ...others] = findOptions(yaml, wanted);
  if (first !== undefined && others.length === 0) return configOf(file, shown, yaml, first);
  throw several(
    yaml,
    [first, ...others].flatMap((found) => found?.application ?? []),
  );
}

/** As {@link readConfigFile}, of every application of the charm. */
export function readConfigFiles(file: string, shown: string, wanted: Wanted): ConfigFile[] {
  const yaml = new YamlFile(file, shown);
  return findOptions(yaml, wanted).map((found) => configOf(file, shown, yaml, found));
}

function configOf(file: string, shown: string, yaml: YamlFile, found: Found): ConfigFile {
  const { application, values, keysOf, below = [], isBundle } = found;
  const failure = (option: string, reason: string) => yaml.failure(reason, ...keysOf(option));
  const included = new Map<string, { readonly name: string; readonly text: string }>();
  const unknown: string[] = [];
  const options = Object.entries(values).flatMap(([option, value]) => {
    if (found.isExpression(value)) {
      unknown.push(option);
      return [];
    }
    const read = isBundle ? readInclude(value, path.dirname(file)) : { value };
    if ('failure' in read) throw failure(option, `the value of ${option} ${read.failure}`);
    const text = scalar(option, read.value, failure);
    if ('file' in read && typeof text === 'string') {
      included.set(option, { name: path.join(path.dirname(shown), read.file), text });
    }
    return [[option, text] as const];
  });
  return {
    file: shown,
    application,
    isBundle,
    unknown,
    failure,
    options: Object.fromEntries(options),
    placeOf(option, spot) {
      const other = included.get(option);
      if (other === undefined) return yaml.placeOf(keysOf(option), below, spot);
      const { name, text } = other;
      const section = { text, from: 0, to: text.length };
      return placeIn(name, text, indexIn(section, (spot.line ?? 1) - 1, spot.value));
    },
  };
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
