import { appendFileSync, lstatSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnitDisk } from '../../../../src/core/unit/disk/unit-disk.ts';
import { RecentFiles } from '../../../../src/plugins/check/deep/recent.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Files of these names, and how they are noted. */
function written(...names: readonly string[]) {
  const root = temporaryFolder();
  for (const name of names) writeFileSync(join(root, name), name);
  const note = (recent: RecentFiles) => {
    for (const name of names) {
      recent.note({ start: '/', path: `/${name}` }, lstatSync(join(root, name)));
    }
    return recent;
  };
  return { root, disk: new UnitDisk(root), note };
}

const pathsOf = (recent: RecentFiles, disk: UnitDisk) =>
  recent.changed(disk).map(({ path }) => path);

it('tells which files have another size or time by now, and nothing of what is gone', () => {
  const { root, disk, note } = written('a', 'b', 'c', 'd');
  const recent = note(new RecentFiles(10, 0));
  expect(pathsOf(recent, disk)).toEqual([]);
  appendFileSync(join(root, 'a'), 'more');
  utimesSync(join(root, 'b'), 1, 1);
  rmSync(join(root, 'c'));
  expect(pathsOf(recent, disk)).toEqual(['/a', '/b']);
});

it('keeps nothing of what was written long ago', () => {
  const { root, disk, note } = written('old', 'new');
  utimesSync(join(root, 'old'), 1000, 1000);
  utimesSync(join(root, 'new'), 3000, 3000);
  const recent = note(new RecentFiles(10, 2_000_000));
  for (const name of ['old', 'new']) writeFileSync(join(root, name), 'longer');
  expect(pathsOf(recent, disk)).toEqual(['/new']);
});

it('keeps no more than it may, and says so', () => {
  const { disk, note, root } = written('a', 'b');
  expect(note(new RecentFiles(2, 0)).isFull).toBe(false);
  const recent = note(new RecentFiles(1, 0));
  expect(recent.isFull).toBe(true);
  for (const name of ['a', 'b']) writeFileSync(join(root, name), 'longer');
  expect(pathsOf(recent, disk)).toEqual(['/a']);
});
