import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handlingsOf } from './handling.ts';
import { readJuju } from './juju/command-line.ts';
import { blocksOf, pages, repository } from './read/blocks.ts';
import { type Command, commandsOf } from './read/commands.ts';

/** Languages of blocks that have no commands. */
const noCommands = ['ts', 'js', 'json', 'hcl', 'mermaid'];

describe.each(pages)('%s', (page) => {
  const blocks = blocksOf(page);
  const commands = blocks.flatMap(commandsOf);

  it('has blocks of known languages alone', () => {
    const known = new Set(['console', 'sh', 'text', 'yaml', 'indented', ...noCommands]);
    expect(
      blocks.filter(({ language }) => !known.has(language)).map(({ line }) => `${page}:${line}`),
    ).toEqual([]);
  });

  it('begins each block of a console with a command', () => {
    const begun = new Set(commands.map(({ line }) => line));
    const without = blocks.filter(
      ({ language, line }) => language === 'console' && !begun.has(line),
    );
    expect(without.map(({ line }) => `${page}:${line}`)).toEqual([]);
  });

  it('has commands that the tests know what to do with', () => {
    const unknown = commands.filter((command) => handlingsOf(command).includes(undefined));
    expect(unknown.map(({ line, text }) => `${page}:${line}: ${text}`)).toEqual([]);
  });

  it('has commands and options of Juju that the tests know', () => {
    expect(commands.flatMap(faultsOf)).toEqual([]);
  });

  it('has commands of other suites that are there', () => {
    const files = commands.flatMap(suitesOf);
    expect(files.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
  });
});

function suitesOf(command: Command): string[] {
  return handlingsOf(command).flatMap((handling) =>
    handling?.kind === 'suite' ? [handling.file] : [],
  );
}

/** What Juju would not understand, and where it stands. */
function faultsOf({ page, line, programs }: Command): string[] {
  return programs.flatMap(({ words }) => {
    if (words[0] !== 'juju') return [];
    try {
      readJuju(words);
      return [];
    } catch (error) {
      return [`${page}:${line}: ${error}`];
    }
  });
}
