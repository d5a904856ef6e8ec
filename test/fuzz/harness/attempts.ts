import fc from 'fast-check';
import type { Attempt } from './bench.ts';
import { fileset, script } from './texts.ts';

/** Everything that the charm is started for, and one thing that it is not. */
const event = fc.constantFrom(
  ...['config-changed', 'update-status', 'leader-elected', 'install', 'upgrade-charm', 'remove'],
  ...['created', 'joined', 'changed', 'departed', 'broken'].map(
    (each) => `backup-relation-${each}`,
  ),
  ...['created', 'joined', 'changed', 'departed'].map((each) => `peers-relation-${each}`),
  'check',
  'unheard-of',
);

const events = fc.array(event, { minLength: 1, maxLength: 2 });

/** A config that is accepted. */
export const goodConfig = { fileset: '/srv/data/*,/srv', 'run-before-backup': '#!/bin/sh\n' };

/** An option that is not set is left out, as in Juju. */
export const config = fc.record(
  {
    fileset,
    'run-before-backup': script,
    'run-after-backup': script,
    'run-after-restore': script,
    strict: fc.boolean(),
  },
  { requiredKeys: ['fileset'] },
);

/** A unit with nothing unusual about it, but for what is given. */
export function attempt<T extends Partial<Attempt>>(parts: fc.Arbitrary<T>): fc.Arbitrary<Attempt> {
  return fc
    .record({ events, isLeader: fc.boolean(), parts })
    .map(({ parts: given, ...usual }) => ({ config: goodConfig, ...usual, ...given }));
}
