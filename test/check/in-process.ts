import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkCommand } from '../../src/check/command.ts';
import { exitCodeOf } from '../../src/check/exit-code.ts';
import { sitePluginProcess } from '../../src/testing/site-plugin-process.ts';
import { charm, metadata } from '../support/standard.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What the command has said. */
interface Said {
  readonly code: number;
  /** With the folder as `.`. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `check` in this process, on files of a new folder, which are named by their paths in it. */
export async function check(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Said> {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const own = (text: string) => text.replaceAll(`${folder}/`, './');
  const said = { code: 0, stdout: '', stderr: '' };
  const command = checkCommand(
    {
      sitePluginProcess: { command: [process.execPath, sitePluginProcess], seconds: 20 },
      write: (text) => {
        said.stdout += own(text);
      },
      exit: (code) => {
        said.code = code;
      },
    },
    async () => ({ charm, metadata }),
  );
  const warn = (line: string) => {
    said.stderr += `${own(line)}\n`;
  };
  command.exitOverride().configureOutput({ writeErr: (text) => warn(text.trimEnd()) });
  const given = args.map((arg) => (arg.startsWith('./') ? path.join(folder, arg) : arg));
  try {
    await command.parseAsync(given, { from: 'user' });
  } catch (error) {
    said.code = exitCodeOf(error, warn);
  }
  return said;
}
