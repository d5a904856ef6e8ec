import fc from 'fast-check';
import type { Deployment } from '../../../src/testing/index.ts';
import { lay } from '../../support/deployment.ts';
import { drop } from '../../support/units.ts';
import { scale } from './scale.ts';

/** One thing that an operator, a user of the machines or Juju does. What there is of it is picked by number. */
export type Step =
  | { readonly kind: 'configure'; readonly option: string; readonly value?: string | undefined }
  | { readonly kind: 'add unit' | 'integrate' | 'upgrade' | 'update status' | 'resolve' | 'check' }
  | { readonly kind: 'remove unit' | 'set leader' | 'remove relation'; readonly pick: number }
  | { readonly kind: 'make file' | 'remove file'; readonly pick: number; readonly name: string };

const configure = fc.oneof(
  fc.record({
    kind: fc.constant('configure' as const),
    option: fc.constant('fileset'),
    value: fc.constantFrom(
      ...[
        undefined,
        '/a',
        '/a,/b',
        '/a/c\n/b',
        'relative',
        '/with space',
        '/srv/*',
        '/srv/*.sql,/a',
      ],
    ),
  }),
  fc.record({
    kind: fc.constant('configure' as const),
    option: fc.constantFrom('run-before-backup', 'run-after-backup', 'run-after-restore'),
    value: fc.constantFrom(undefined, ' ', '#!/bin/sh\n', '#!/bin/sh\nexit 0\n', 'no shebang'),
  }),
  fc.record({
    kind: fc.constant('configure' as const),
    option: fc.constant('plugins'),
    value: fc.constantFrom(
      undefined,
      '- paths-exist',
      '- no-such-plugin',
      '- protected-paths: {deny: [/srv/x*]}',
      '[',
    ),
  }),
);

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: configure },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'add unit' as const,
        'integrate',
        'upgrade',
        'update status',
        'resolve',
        'check',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('remove unit' as const, 'set leader', 'remove relation'),
      pick: fc.nat(9),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('make file' as const, 'remove file'),
      pick: fc.nat(9),
      name: fc.constantFrom('/srv/x.sql', '/srv/y', '/srv/with space', '/a/f'),
    }),
  },
);

function picked(list: readonly string[], pick: number): string {
  return list[pick % list.length] ?? '';
}

const unitNames = (deployment: Deployment) => deployment.units.map(({ name }) => name);

/** Does it, where it can be done: a model keeps one unit at least, and three relations at most. */
export async function take(deployment: Deployment, each: Step, count: number): Promise<void> {
  const units = unitNames(deployment);
  switch (each.kind) {
    case 'configure':
      await deployment.configure({ [each.option]: each.value });
      return;
    case 'add unit':
      if (units.length < scale.units) await deployment.addUnit();
      return;
    case 'integrate':
      if (deployment.relationIds().length < 3) await deployment.integrate(`provider-${count}`);
      return;
    case 'upgrade':
      await deployment.upgrade();
      return;
    case 'update status':
      await deployment.updateStatus();
      return;
    case 'check':
      for (const name of units) await deployment.runAction(name, 'check');
      return;
    case 'resolve':
      await resolveAll(deployment);
      return;
    case 'remove unit':
      if (units.length > 1) await deployment.removeUnit(picked(units, each.pick));
      return;
    case 'set leader':
      await deployment.setLeader(picked(units, each.pick));
      return;
    case 'remove relation': {
      const ids = deployment.relationIds();
      if (ids.length > 0) await deployment.removeRelation(picked(ids, each.pick));
      return;
    }
    case 'make file':
      lay(deployment, each.name);
      return;
    case 'remove file':
      for (const name of units) drop(deployment, name, each.name);
  }
}

/** Runs each failed hook once more. */
export async function resolveAll(deployment: Deployment): Promise<void> {
  for (const { name, failed } of deployment.units) {
    const isThere = deployment.units.some((unit) => unit.name === name);
    if (failed !== undefined && isThere) await deployment.resolve(name);
  }
}
