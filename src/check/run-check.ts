import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { LoadCharm } from '../core/dispatcher.ts';
import type { SitePluginProcess } from '../core/validators/site-plugin.ts';
import type { Metadata } from '../testing/model/metadata.ts';
import { checkCommand } from './command.ts';
import { exitCodeOf } from './exit-code.ts';

/** What the charm's executable gives the command. */
export interface ExecutableHost {
  readonly sitePluginProcess: SitePluginProcess;
  readonly write: (text: string) => unknown;
  readonly warn: (line: string) => unknown;
}

/**
 * The command `check` of the charm's executable: it judges with the plugins that are in it, and takes the options from the
 * files next to it.
 *
 * @param argv - what stands after `check`
 * @returns the exit code
 */
export async function runCheck(
  argv: readonly string[],
  load: LoadCharm,
  { sitePluginProcess, write, warn }: ExecutableHost,
): Promise<0 | 1 | 2> {
  let exitCode: 0 | 1 | 2 = 0;
  const host = {
    sitePluginProcess,
    write,
    exit(code: 0 | 1) {
      exitCode = code;
    },
  };
  const command = checkCommand(host, async () => {
    const { charm } = await load();
    return { charm, metadata: metadataIn(charmFolder()) };
  });
  command.name('backup-integrator check').exitOverride();
  try {
    await command.parseAsync(argv, { from: 'user' });
  } catch (error) {
    return exitCodeOf(error, warn);
  }
  return exitCode;
}

/** The executable is in it; where another Node runs the code, that is. */
function charmFolder(): string {
  const own = path.dirname(process.execPath);
  return existsSync(path.join(own, 'metadata.yaml')) ? own : path.dirname(process.argv[1] ?? own);
}

/** Of a charm as it is packed: what Juju reads of it. */
function metadataIn(folder: string): Metadata {
  const read = (name: string) => {
    const file = path.join(folder, name);
    return existsSync(file) ? parse(readFileSync(file, 'utf8'), { version: '1.1' }) : {};
  };
  return { ...read('metadata.yaml'), config: read('config.yaml') };
}
