import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answers, SilentMounts } from '../../../../src/core/unit/disk/silent-mounts.ts';
import { type Node, world } from '../../../support/world.ts';

const mount = (point: string, type = 'nfs4') => ({ point, type, device: '0:99' });

/** A disk whose mounts on these points do not answer. */
function silentAt(points: readonly string[], nodes: Readonly<Record<string, Node>> = {}) {
  const root = world(nodes);
  const asked: string[] = [];
  const ask = (point: string) => {
    asked.push(point.slice(root.length));
    return false;
  };
  const mounts = new SilentMounts(
    root,
    [mount('/', 'ext4'), ...points.map((each) => mount(each))],
    ask,
  );
  return { mounts, asked };
}

describe('a path', () => {
  it.each([
    ['/mnt/dead', true],
    ['/mnt/dead/x/y', true],
    ['//mnt/./dead', true],
    ['/mnt/x/../dead/y', true],
    ['/mnt', false],
    ['/mnt/deadly', false],
    ['/', false],
    ['/mnt/dead/../x', true],
    ['/mnt/dead/', true],
    ['/mnt/x/..', false],
  ])('%s leads into a mount that does not answer: %s', (path, expected) => {
    const { mounts } = silentAt(['/mnt/dead'], { '/mnt/x/y': 'file' });
    expect(mounts.hide(path, true)).toBe(expected);
  });

  it.each([
    ['/a/link/x', true, true],
    ['/a/link', true, true],
    ['/a/link', false, false],
    ['/a/up/dead/x', true, true],
    ['/a/chain/x', true, true],
    ['/a/loop/x', true, false],
    ['/a/elsewhere/x', true, false],
  ])('%s is looked at behind its links (the last one: %s): %s', (path, isFollowed, expected) => {
    const { mounts } = silentAt(['/mnt/dead'], {
      '/a/link': { link: '/mnt/dead' },
      '/a/up': { link: '../mnt/.' },
      '/a/chain': { link: 'link' },
      '/a/loop': { link: 'loop' },
      '/a/elsewhere': { link: '/b' },
      '/mnt/x': 'file',
    });
    expect(mounts.hide(path, isFollowed)).toBe(expected);
  });

  it('below /proc and /sys is nothing to wait for', () => {
    const { mounts, asked } = silentAt(['/proc/sys/fs/binfmt_misc']);
    expect(mounts.hide('/proc/sys/fs/binfmt_misc/x', true)).toBe(false);
    expect(asked).toEqual([]);
  });

  it('is not looked at where no mount is remote', () => {
    const { mounts, asked } = silentAt([]);
    expect(mounts.hide('/mnt/x', true)).toBe(false);
    expect(asked).toEqual([]);
  });
});

describe('a mount', () => {
  it('is asked once, and only when a path leads there', () => {
    const { mounts, asked } = silentAt(['/mnt/a', '/mnt/b']);
    for (const path of ['/srv', '/mnt/a/x', '/mnt/a/y', '/mnt/a']) mounts.hide(path, true);
    expect(asked).toEqual(['/mnt/a']);
  });

  it('that answers is looked at like any other folder', () => {
    const mounts = new SilentMounts('/', [mount('/mnt/a')], () => true);
    expect(mounts.hide('/mnt/a/x', true)).toBe(false);
  });

  it('on an automount point is asked with what is below it, which mounts it', () => {
    const asked: string[] = [];
    const ask = (point: string) => asked.push(point) > 0;
    const mounts = new SilentMounts('/', [mount('/net', 'autofs')], ask);
    mounts.hide('/net/host/x', true);
    expect(asked).toEqual(['/net', '/net/host']);
  });

  it('that is mounted on an automount point is asked itself', () => {
    const asked: string[] = [];
    const ask = (point: string) => asked.push(point) > 0;
    const list = [mount('/net', 'autofs'), mount('/net', 'nfs4')];
    new SilentMounts('/', list, ask).hide('/net/host/x', true);
    expect(asked).toEqual(['/net']);
  });

  it('is not asked any more once the silent ones have taken their time, and counts as silent', () => {
    const now = vi.spyOn(performance, 'now');
    onTestFinished(() => now.mockRestore());
    let time = 0;
    now.mockImplementation(() => time);
    const asked: string[] = [];
    const points = ['/a', '/b', '/c', '/d', '/e'];
    const mounts = new SilentMounts(
      '/',
      points.map((point) => mount(point)),
      (point) => {
        asked.push(point);
        time += 2000;
        return false;
      },
    );
    expect(points.map((point) => mounts.hide(point, true))).toEqual(points.map(() => true));
    expect(asked).toEqual(['/a', '/b', '/c']);
  });
});

describe('a child process that asks', () => {
  it('has an answer where there is a folder, and where there is nothing', () => {
    expect(answers('/')).toBe(true);
    expect(answers('/nowhere')).toBe(true);
  });

  it('takes a path as it is', () => {
    expect(answers('-$(touch /tmp/x)"; exit 1 #')).toBe(true);
  });
});
