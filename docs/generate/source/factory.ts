import { existsSync } from 'node:fs';
import { type Declaration, declarationIn, readSource } from './declaration.ts';

const root = new URL('../../../', import.meta.url);

/** The files of the project that a file imports, those that it loads later too, all the way down, itself first. */
export function importedBy(file: string, known: Set<string> = new Set()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, from = ''] of readSource(file).matchAll(/(?: from |import\()'(\.[^']+\.ts)'/g)) {
    const url = new URL(from, new URL(file, root));
    if (existsSync(url)) importedBy(url.href.slice(root.href.length), known);
  }
  return known;
}

/**
 * The function that makes a plugin: it says so in what it returns, as in `Plugin<'fileset'>`, or has the plugin's name
 * in camel case.
 *
 * @throws Error when none of the files exports one with a comment
 */
export function factoryOf(plugin: string, files: Iterable<string>): Declaration {
  const named = camelCase(plugin);
  for (const file of files) {
    const source = readSource(file);
    const returns = new RegExp(
      `^export function (\\w+)(?:(?!^\\}$)[\\s\\S])*?: (?:Plugin|Validator)<'${plugin}'>`,
      'm',
    );
    const name = returns.exec(source)?.[1] ?? named;
    const factory = declarationIn(source, file, name);
    if (factory !== undefined && factory.comment !== '') return factory;
  }
  throw new Error(
    `no exported function with a comment makes the plugin ${plugin}: name it ${named}, or have it return Plugin<'${plugin}'>`,
  );
}

/** What a factory's options are for, from the interface `<Factory>Options` next to it. */
export function optionsOf({ name, file }: Declaration): Declaration | undefined {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Options`;
  return declarationIn(readSource(file), file, type);
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
