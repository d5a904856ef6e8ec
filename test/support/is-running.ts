import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Whether a process runs: one that has ended, and that nobody has asked for yet, does not. */
export function isRunning(pid: string): boolean {
  const file = `/proc/${pid.trim()}/stat`;
  return existsSync(file) && !/\) [ZX] /.test(readFileSync(file, 'utf8'));
}

/** The processes with this word in their command line. */
export function runningWith(word: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || !isRunning(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(word);
    } catch {
      return false;
    }
  });
}
