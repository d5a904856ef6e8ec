import assert from 'node:assert/strict';
import { basename, dirname, join } from 'node:path';
import { managedBase } from '../../../../core/unit/files/managed-tree.ts';
import type { Suite } from '../../suite.ts';
import { diskWrites } from '../../watch/disk-writes.ts';
import { snapshot } from '../../watch/folder-snapshot.ts';
import type { Subject } from './subject.ts';

/** What holds of this unit's disk. */
export function describeFiles({ it }: Suite, subject: Subject): void {
  it(
    'changes no disk but through materializeFiles',
    subject.onBench(async (bench) => {
      for (const situation of subject.situations) {
        const event = await bench.run(situation);
        const written = await diskWrites(async () => {
          await event.validate();
          if (event.isPublished) await event.publish();
        });
        assert.deepEqual(written, []);
      }
    }),
  );

  it(
    'changes nothing in materializeFiles but what it is given',
    subject.onBench(async (bench) => {
      const base = join(bench.root, managedBase);
      for (const situation of subject.situations) {
        const event = await bench.run(situation);
        const written = await diskWrites(async () => {
          await event.materialize();
          await event.materialize(true);
        });
        const outside = [...event.outside].map((file) => join(bench.root, file));
        assert.deepEqual(
          written
            .filter((file) => !`${file}/`.startsWith(`${base}/`) && file !== dirname(base))
            .filter((file) => !outside.some((named) => isOrBecomes(file, named))),
          [],
        );
      }
    }),
  );

  it(
    'touches nothing in materializeFiles the second time',
    subject.onBench(async (bench) => {
      for (const situation of subject.situations) {
        const event = await bench.run(situation);
        const files = snapshot(bench.root);
        await event.materialize();
        assert.deepEqual(snapshot(bench.root), files);
      }
    }),
  );

  it(
    'leaves the files of others alone, and does not fail when the unit goes',
    subject.onBench(async (bench) => {
      const before = bench.neighbours();
      const others = outsideOfBase(bench.root);
      for (const situation of subject.situations) {
        const event = await bench.run(situation);
        assert.deepEqual(bench.neighbours(), before);
        await event.materialize(true);
        assert.deepEqual(bench.neighbours(), before);
        assert.deepEqual(outsideOfBase(bench.root), others);
        assert.deepEqual(event.failures, []);
      }
    }),
  );
}

/** What there is besides what the charm keeps. */
function outsideOfBase(root: string): string[] {
  const names = Object.keys(snapshot(root)).map((name) => `/${name}`);
  return names.filter(
    (name) => !`${managedBase}/`.startsWith(`${name}/`) && !name.startsWith(managedBase),
  );
}

/** A file is written under a name of its own at first. */
function isOrBecomes(file: string, named: string): boolean {
  return file === named || file.startsWith(join(dirname(named), `.${basename(named)}.`));
}
