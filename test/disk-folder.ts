import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const leastFree = 1024 ** 3;

/**
 * Where tests put the disks of their machines: in memory, where there is room and programs may run. The charm waits for the
 * disk after each file that it writes, and the tests write many.
 */
export function diskFolder(): string {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < leastFree) return tmpdir();
    const folder = mkdtempSync(join(memory, 'backup-integrator-'));
    try {
      const program = join(folder, 'program');
      writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 });
      return spawnSync(program).status === 0 ? memory : tmpdir();
    } finally {
      rmSync(folder, { recursive: true });
    }
  } catch {
    return tmpdir();
  }
}
