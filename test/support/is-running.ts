import { existsSync, readFileSync } from 'node:fs';

/** Whether a process runs: one that has ended, and that nobody has asked for yet, does not. */
export function isRunning(pid: string): boolean {
  const file = `/proc/${pid.trim()}/stat`;
  return existsSync(file) && !/\) [ZX] /.test(readFileSync(file, 'utf8'));
}
