import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { checkCommand } from '../src/check/command.ts';
import { exitCodeOf } from '../src/check/exit-code.ts';
import { buildCommand, packCommand, withComposition } from './build-commands.ts';
import { type CompositionOptions, loadComposition } from './composition.ts';
import { newCommand } from './new/new.ts';
import { startCommand } from './start/command.ts';

const extension = path.extname(import.meta.filename);

/** What a site's plugin runs in. */
const sitePluginProcess = path.join(
  import.meta.dirname,
  `../src/core/validators/site-plugin-process${extension}`,
);

/** The command `backup-integrator`. */
export function program(): Command {
  const check = checkCommand(
    {
      sitePluginProcess: { command: [process.execPath, sitePluginProcess], seconds: 5 },
      write: (text) => process.stdout.write(text),
      exit: (code) => {
        process.exitCode = code;
      },
    },
    (options: CompositionOptions & Parameters<Parameters<typeof checkCommand>[1]>[0]) =>
      loadComposition(options),
  );
  return new Command('backup-integrator')
    .description('Checks configs of the charm, and makes charms with other plugins.')
    .version(version())
    .addCommand(withComposition(check))
    .addCommand(buildCommand())
    .addCommand(packCommand())
    .addCommand(startCommand())
    .addCommand(newCommand(version()));
}

/**
 * Runs the command and sets the exit code: 2 where the command line is not right, 1 where something else is not. Either is
 * one line on stderr.
 */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const command = program();
  for (const each of [command, ...command.commands]) each.exitOverride();
  try {
    await command.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error, (line) => process.stderr.write(`${line}\n`));
  }
}

/** Of the package, from wherever this runs: in the tarball, the code is one folder deeper. */
function version(): string {
  const up = extension === '.ts' ? '..' : '../..';
  const text = readFileSync(path.join(import.meta.dirname, up, 'package.json'), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}
