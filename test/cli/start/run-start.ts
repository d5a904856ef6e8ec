import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const standardMain = fileURLToPath(new URL('./standard-main.ts', import.meta.url));
export const patience = 120_000;

/** `npm start` of the standard charm, but for the build, with a folder of its own for temporary files. */
export function start(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  script = standardMain,
) {
  const temporary = temporaryFolder();
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', INIT_CWD: root, TMPDIR: temporary, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const result = ended.then(([stdout, stderr]) => ({
    code: child.exitCode,
    stdout,
    stderr,
    leftovers: readdirSync(temporary),
  }));
  return { child, temporary, result };
}

/** As it is for root, whoever runs the test. */
export function asRoot(stdout: string): string {
  return stdout.replaceAll(' 0700  you  ', ' 0700  root ');
}

/** The lines of a step, by a part of its title. */
export function step(stdout: string, title: string): string {
  const steps = stdout.split(/\n(?=\d\. )/);
  return steps.find((each) => each.split('\n')[0]?.includes(title)) ?? '';
}
