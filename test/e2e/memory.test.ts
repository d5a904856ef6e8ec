import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { measure } from '../../bench/measure.ts';
import { Unit } from '../../bench/scale/unit.ts';
import { charmDirOf } from './pack-charms.ts';
import { has } from './tools.ts';

/** Bytes of memory that one event may take at the most, whatever the tree. */
const bound = 96e6;

const needed = 'needs python3: test/e2e/install-tools.sh';

/** A name as long as nearly any. */
const long = (index: number) => `${index}-${'x'.repeat(200)}`;

/** Makes so many empty files, in folders of the same size below `/srv/t`. */
function furnish(root: string, files: number, folders: number): void {
  for (let folder = 0; folder < folders; folder++) {
    fs.mkdirSync(path.join(root, `srv/t/${folder}`), { recursive: true });
  }
  for (let file = 0; file < files; file++) {
    fs.closeSync(fs.openSync(path.join(root, `srv/t/${file % folders}/${long(file)}`), 'w'));
  }
}

describe.skipIf(!has('python3'))(`the memory of an event with a glob (${needed})`, () => {
  it.each([
    [120_000, 'in one folder', '/srv/t/0/*.db', 1],
    [30_000, 'in 100 folders', '/srv/t/**/*.db', 100],
    [20_000, 'that all match', '/srv/t/**', 100],
  ])('is bounded with %d long names %s', async (files, _, fileset, folders) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backup-integrator-'));
    try {
      const unit = await Unit.at(path.join(folder, 'unit'), {
        fileset,
        furnish: (root) => furnish(root, files, folders),
      });
      const runs = measure(1, { charm: unit.command(charmDirOf('bun')) });
      expect(runs['charm']?.[0]?.peak).toBeLessThan(bound);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
