import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { UnitDisk, Unreadable } from '../../src/core/unit/disk/unit-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a FUSE mount that hangs is given up, and its disk is not touched', async () => {
  const [source, point] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(source, 'x'));
  writeFileSync(join(source, 'x/file'), 'content');
  chmodSync('/dev/fuse', 0o666);
  const daemon = spawn('bindfs', ['-f', source, point], { stdio: 'ignore' });
  // Were the mount touched, this process could not end by itself.
  const rescue = spawn('/bin/sh', ['-c', `sleep 15; kill -CONT ${daemon.pid}`], {
    stdio: 'ignore',
  });
  onTestFinished(() => {
    rescue.kill();
    daemon.kill('SIGCONT');
    spawnSync('umount', ['-l', point]);
    daemon.kill('SIGKILL');
  });
  await vi.waitFor(
    () => expect(readFileSync('/proc/self/mountinfo', 'utf8')).toContain(point),
    5000,
  );
  expect(new UnitDisk('/').readText(join(point, 'x/file'))).toBe('content');
  daemon.kill('SIGSTOP');
  await vi.waitFor(() => {
    expect(readFileSync(`/proc/${daemon.pid}/stat`, 'utf8')).toMatch(/\) T /);
  });
  const disk = new UnitDisk('/');
  expect(disk.lstat(join(point, 'y'))).toEqual(new Unreadable('does not answer', 'ETIMEDOUT'));
  expect(disk.entries(join(point, 'x'), 1)).toBeInstanceOf(Unreadable);
  expect(disk.realpath(point)).toBeInstanceOf(Unreadable);
});
