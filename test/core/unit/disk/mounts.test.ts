import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPseudo, isRemote, readMounts } from '../../../../src/core/unit/disk/mounts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { mountinfo } from '../../../support/world.ts';

function listOf(text: string) {
  const file = join(temporaryFolder(), 'mountinfo');
  writeFileSync(file, text);
  return readMounts(file);
}

describe('the mount list', () => {
  it('is read with what is escaped in its paths, and without odd lines', () => {
    const text = mountinfo(['/', '8:1', 'ext4'], ['/srv/a b', '0:5', 'nfs4']);
    expect(listOf(`${text}odd line\n`)).toEqual([
      { point: '/', device: '8:1', type: 'ext4' },
      { point: '/srv/a b', device: '0:5', type: 'nfs4' },
    ]);
  });

  it('is empty where there is no such file', () => {
    expect(readMounts('/nowhere/mountinfo')).toEqual([]);
  });
});

it.each([
  ['nfs', true],
  ['nfs4', true],
  ['cifs', true],
  ['fuse', true],
  ['fuse.sshfs', true],
  ['fuseblk', true],
  ['autofs', true],
  ['ext4', false],
  ['fusectl', false],
  ['overlay', false],
  ['zfs', false],
])('whether somebody else answers for %s: %s', (type, expected) => {
  expect(isRemote({ type })).toBe(expected);
});

it.each([
  ['proc', true],
  ['sysfs', true],
  ['cgroup2', true],
  ['devtmpfs', true],
  ['tmpfs', false],
  ['autofs', false],
  ['ext4', false],
  ['overlay', false],
  ['fuse.sshfs', false],
])('%s is made up by the kernel: %s', (type, expected) => {
  expect(isPseudo({ point: '/x', device: '0:1', type })).toBe(expected);
});
