import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnitDisk } from '../../../src/core/unit/disk/unit-disk.ts';
import { Progress } from '../../../src/plugins/check/progress.ts';
import { measure, sizeResults } from '../../../src/plugins/check/size.ts';
import { world } from '../../support/world.ts';

/** Counts a folder of 1,000 files on a clock that goes on by so much at each look. */
function measured(step: number, seconds: number) {
  const root = world({ '/srv': 'folder' });
  for (let number = 0; number < 1000; number++) writeFileSync(join(root, `srv/${number}`), 'x');
  const shown: string[] = [];
  let now = 0;
  const progress = new Progress(
    (line) => shown.push(line),
    () => (now += step),
  );
  return { counts: measure(['/srv'], new UnitDisk(root), seconds, progress), shown };
}

it('counts, and says nothing where that is quick', () => {
  const { counts, shown } = measured(1, 60);
  expect(sizeResults(counts.all)).toEqual({ files: 1001, bytes: 1000, counted: 'all' });
  expect(shown).toEqual([]);
});

it('says how far it is', () => {
  const { counts, shown } = measured(1000, 60);
  expect(counts.all.files).toBe(1001);
  expect(shown[0]).toMatch(/^counted \d+ files with \d+ bytes$/);
});

it('ends when its time is over, and says so', () => {
  const { counts } = measured(1000, 2);
  const { files, counted } = sizeResults(counts.all);
  expect(files).toBe(255);
  expect(counted).toBe('not all: counting stopped after 2 seconds');
});
