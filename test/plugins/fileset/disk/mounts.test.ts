import { describe, expect, it } from 'vitest';
import { ifThere, UnitDisk } from '../../../../src/core/unit/disk/unit-disk.ts';
import {
  areOnDifferentDevices,
  isBelow,
  mountOf,
  visibleMounts,
} from '../../../../src/plugins/fileset/disk/mounts.ts';
import { mountinfo, world } from '../../../support/world.ts';

const mounts = mountinfo(
  ['/', '8:1', 'ext4'],
  ['/proc', '0:5', 'proc'],
  ['/srv/disk', '8:17', 'xfs'],
  ['/srv/disk', '8:33', 'ext4'],
  ['/srv/disk2', '8:49', 'ext4'],
  ['/home/bind', '8:1', 'ext4'],
);

const disk = () =>
  new UnitDisk(
    world({ '/srv/disk/a': 'file', '/home/bind': 'folder', '/data': { link: 'srv' } }, mounts),
  );

describe('isBelow', () => {
  it.each([
    ['/a/b', '/a', true],
    ['/a', '/', true],
    ['/a', '/a', false],
    ['/', '/', false],
    ['/ab', '/a', false],
    ['/a', '/a/b', false],
  ])('%s below %s: %s', (path, folder, expected) => {
    expect(isBelow(path, folder)).toBe(expected);
  });
});

describe('mountOf', () => {
  it.each([
    ['/', '/'],
    ['/srv', '/'],
    ['/srv/disk2/a', '/srv/disk2'],
    ['/process', '/'],
  ])('%s is on the mount at %s, also where nothing is there', (path, point) => {
    expect(mountOf(disk(), path)?.point).toBe(point);
  });

  it('takes the later of two on one point, which covers the earlier', () => {
    expect(mountOf(disk(), '/srv/disk/a')).toMatchObject({ device: '8:33', type: 'ext4' });
  });

  it('sees through a symbolic link', () => {
    expect(mountOf(disk(), '/data/disk/a')?.device).toBe('8:33');
  });

  it('knows none where the system keeps no list', () => {
    expect(mountOf(new UnitDisk(world({})), '/srv')).toBeUndefined();
  });
});

it('of two mounts on one point, only the later can be seen', () => {
  const points = visibleMounts(disk()).map(({ point, device }) => `${point} ${device}`);
  expect(points).toContain('/srv/disk 8:33');
  expect(points).toHaveLength(5);
});

describe('areOnDifferentDevices', () => {
  it('goes by the device, not by the point: a bind mount is a part of the same file system', () => {
    expect(areOnDifferentDevices(disk(), '/home/bind', '/home')).toBe(false);
    expect(areOnDifferentDevices(disk(), '/srv/disk', '/srv')).toBe(true);
    expect(areOnDifferentDevices(disk(), '/srv/nowhere', '/srv')).toBe(false);
  });

  it('asks the disk where the list shows one mount, as for two subvolumes of btrfs', () => {
    const twoVolumes = disk();
    const { stat } = twoVolumes;
    twoVolumes.stat = (path) => {
      const stats = ifThere(stat.call(twoVolumes, path));
      return path === '/home/bind' && stats ? Object.assign(stats, { dev: -1 }) : stats;
    };
    expect(areOnDifferentDevices(twoVolumes, '/home/bind', '/home')).toBe(true);
  });
});
