import { spawnSync } from 'node:child_process';

/** Whether a program is there. In CI it must be, so that no test is left out unseen. */
export function has(program: string): boolean {
  const isThere = spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
  if (isThere || process.env['CI'] === undefined) return isThere;
  throw new Error(`CI has no ${program}: run test/e2e/install-tools.sh first`);
}
