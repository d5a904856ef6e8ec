import { expect, it } from 'vitest';
import { check } from '../../check/in-process.ts';
import { handlingsOf } from './handling.ts';
import { blocksOf, pages } from './read/blocks.ts';
import { type Command, commandsOf } from './read/commands.ts';
import { fileOf } from './read/files.ts';

/** What is behind `check`. */
function argumentsOf({ programs }: Command): string[] {
  const words = programs[0]?.words ?? [];
  const at = words.findIndex((word) => /(?:^|\/)backup-integrator$/.test(word));
  return at >= 0 && words[at + 1] === 'check' ? words.slice(at + 2) : [];
}

/** Of what is run, the rest is in the Juju model. */
function isOfCheck(command: Command): boolean {
  const isRun = handlingsOf(command).some((handling) => handling?.kind === 'run');
  return isRun && command.programs[0]?.words[0] !== 'juju';
}

const commands = pages.flatMap((page) =>
  blocksOf(page)
    .flatMap(commandsOf)
    .map((command) => ({
      where: `${page}:${command.line}`,
      command,
      args: argumentsOf(command),
    }))
    .filter(({ command }) => isOfCheck(command)),
);

/** The pages whose config has a mistake, which they show. */
const mistaken = new Set(
  commands
    .filter(({ command }) => command.output.some((line) => line.includes(': error: ')))
    .map(({ command }) => command.page),
);

it.each(commands)('$where says what the page shows of it', async ({ command, args }) => {
  const { page, output } = command;
  const isFile = (arg: string) => /\.(?:yaml|json)$/.test(arg);
  const files = args.filter(isFile).map((name) => [name, fileOf(page, name)]);
  const given = args.map((arg) => (isFile(arg) ? `./${arg}` : arg));
  const { code, stdout, stderr } = await check(Object.fromEntries(files), ...given);
  expect(files).not.toEqual([]);
  expect(stderr).toBe('');
  if (output.length > 0) expect(stdout.replaceAll('./', '').trimEnd().split('\n')).toEqual(output);
  expect(code).toBe(mistaken.has(page) ? 1 : 0);
});
