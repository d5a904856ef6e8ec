import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process runs: one that has ended, and that nobody has asked for yet, does not. */
export function isRunning(pid: string): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid.trim()}/stat`, 'utf8'));
  } catch {
    // It has ended, at the latest between the opening of the file and its reading.
    return false;
  }
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
