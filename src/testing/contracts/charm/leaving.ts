import assert from 'node:assert/strict';
import path from 'node:path';
import type { Suite } from '../suite.ts';
import type { Subject } from './charm.ts';
import { leftFiles, namedFiles, othersFiles } from './disk.ts';
import type { Life } from './life.ts';

/** A script may be in several files, as in `run-before-restore` and `run-before-restore.timed`. */
const scriptOf = (file: string) => path.basename(file).replace(/\..*$/, '');

/** What holds when a unit goes. */
export function describeLeaving({ it }: Suite, { inLife }: Subject): void {
  it(
    'leaves nothing behind but the scripts around a restore that were published',
    inLife(async (life) => {
      for (const { name } of life.units) {
        await assertLeaves(life, name);
        if (life.units.length > 0) life.assertActive();
      }
    }),
  );

  it(
    'leaves nothing at all behind where nothing was published',
    inLife(
      async (life) => {
        for (const { name, root } of life.units) {
          await life.step((deployment) => deployment.removeUnit(name));
          assert.deepEqual(leftFiles(root), []);
        }
      },
      { relations: 0 },
    ),
  );
}

/** Removes a unit: what it leaves is scripts around a restore that a databag names. */
export async function assertLeaves(life: Life, unit: string): Promise<void> {
  const named = life.databags.flatMap(namedFiles).map(scriptOf);
  const { root } = life.deployment.unit(unit);
  const outside = life.outside.map((file) => path.join(root, file));
  const others = othersFiles(root).filter((file) => !outside.includes(file));
  await life.step((deployment) => deployment.removeUnit(unit));
  const stray = leftFiles(root).filter((file) => {
    const script = scriptOf(file);
    return !named.includes(script) || !script.endsWith('-restore');
  });
  assert.deepEqual(stray, []);
  assert.deepEqual(othersFiles(root), others);
}
