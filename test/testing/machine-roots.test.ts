import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { UnitDisk } from '../../src/core/unit/disk/unit-disk.ts';
import { MachineRoots } from '../../src/testing/model/machine-roots.ts';

test('a machine has the file systems that the kernel makes up, as its mount list says', () => {
  const roots = new MachineRoots();
  onTestFinished(() => roots.remove());
  const root = roots.of('0');
  const mounts = new UnitDisk(root).mounts();
  const types = new Map(mounts.map(({ point, type }) => [point, type]));
  expect(Object.fromEntries(types)).toMatchObject({
    '/': 'ext4',
    '/proc': 'proc',
    '/sys': 'sysfs',
    '/dev': 'devtmpfs',
    '/run': 'tmpfs',
    '/sys/fs/cgroup': 'cgroup2',
  });
  expect(new Set(mounts.map(({ device }) => device)).size).toBe(mounts.length);
  for (const { point } of mounts) expect(statSync(path.join(root, point)).isDirectory()).toBe(true);
});
