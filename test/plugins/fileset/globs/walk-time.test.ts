import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PathPattern } from '../../../../src/core/spec/path-pattern.ts';
import { type FolderEntry, UnitDisk } from '../../../../src/core/unit/disk/unit-disk.ts';
import { walkLimits } from '../../../../src/plugins/fileset/globs/expand.ts';
import { walk } from '../../../../src/plugins/fileset/globs/walk.ts';
import { world } from '../../../support/world.ts';

/** Seconds that a walk has here. */
const budget = 10;

/** A walk on a disk on which only what is told here takes time: how long it took, in seconds, and what it has found. */
function walkFor(
  glob: string,
  root: string,
  look: (take: (seconds: number) => void, folder: string) => Iterable<FolderEntry> | undefined,
) {
  let now = 0;
  const disk = new UnitDisk(root);
  const allowed: number[] = [];
  const { entries } = disk;
  disk.entries = (folder, seconds) => {
    allowed.push(seconds - (budget - now / 1000));
    return (
      look((more) => {
        now += more * 1000;
      }, folder.toString()) ?? entries.call(disk, folder, seconds)
    );
  };
  const limits = { ...walkLimits, seconds: budget, clock: () => now };
  const [found] = walk([[new PathPattern(glob)]], disk, limits);
  return { seconds: now / 1000, allowed, stop: found?.stop, matches: found?.matches };
}

function* names(count: number, each: () => void): Iterable<FolderEntry> {
  for (let index = 0; index < count; index++) {
    each();
    yield { name: String(index), kind: 'other', isUtf8: true };
  }
}

describe('a walk ends in its time, and a tenth of it at the most', () => {
  it('in a folder of a million names', () => {
    const { seconds, stop } = walkFor('/*.db', world({}), (take) =>
      names(1_000_000, () => take(0.000_1)),
    );
    expect(stop).toBe('time');
    expect(seconds).toBeGreaterThanOrEqual(budget);
    expect(seconds).toBeLessThan(budget * 1.1);
  });

  it('in a tree without an end, as of somebody who makes folders faster than they are walked', () => {
    const { seconds, stop } = walkFor('/**/x', world({}), (take) => {
      take(0.01);
      return [
        { name: 'a', kind: 'folder', isUtf8: true },
        { name: 'b', kind: 'folder', isUtf8: true },
      ];
    });
    expect(stop).toBe('time');
    expect(seconds).toBeLessThan(budget * 1.1);
  });

  it('as a folder that is read by itself is given what is left, and no more', () => {
    const root = world({ '/a/a/a/x': 'file' });
    const { allowed, stop } = walkFor('/**/x', root, (take) => void take(2.4));
    expect(allowed).toHaveLength(4);
    for (const more of allowed) expect(more).toBeCloseTo(0);
    expect(stop).toBeUndefined();
  });
});

describe('a tree that changes while it is walked', () => {
  it('has what is still there when its turn comes', () => {
    const root = world({ '/a/x': 'file', '/b/x': 'file', '/c/x': 'file' });
    const { stop, matches } = walkFor('/*/x*', root, (_, folder) => {
      if (folder === '/a') rmSync(join(root, 'b'), { recursive: true });
      return undefined;
    });
    expect(stop).toBeUndefined();
    expect([...(matches ?? new Map()).values()].flat().toSorted()).toEqual(['/a/x', '/c/x']);
  });
});
