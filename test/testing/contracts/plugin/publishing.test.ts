import { describe, expect, it } from 'vitest';
import { type Breakage, isFound, named } from './broken.ts';

let count = 0;

const breakages: readonly Breakage[] = [
  [
    'leader',
    'a databag that is written on every unit',
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ relations }) => {
          for (const relation of relations) relation.publish({ more: 'value' });
        });
      }),
  ],
  [
    'leader',
    'a databag that is read on every unit',
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ relations }) => {
          for (const relation of relations) relation.committed();
        });
      }),
  ],
  [
    'again',
    'a databag with a count',
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ isLeader, relations }) => {
          for (const relation of isLeader ? relations : []) {
            relation.publish({ count: `${count++}` });
          }
        });
      }),
  ],
  [
    'again',
    'an empty value, which a databag does not keep',
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ isLeader, relations }) => {
          for (const relation of isLeader ? relations : []) relation.publish({ more: '' });
        });
      }),
  ],
  [
    'again',
    'something new to contribute each time',
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ contribute }) => contribute(`${count++}`));
      }),
  ],
  [
    'holds',
    'a lone surrogate',
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ contribute }) => contribute('\ud800'));
      }),
  ],
  [
    'clash',
    'the key of another publisher',
    () =>
      named(({ hooks }) => {
        hooks.publishRelation.tap('broken', ({ isLeader, relations }) => {
          for (const relation of isLeader ? relations : []) relation.publish({ fileset: '/etc' });
        });
      }),
  ],
  [
    'actions',
    'what a user secret holds, in a result',
    () =>
      named(
        ({ hooks }) => {
          hooks.action.for('look').tap('broken', ({ secret }) => {
            return { secret: secret('secret:9m4e2mr0ui3e8a215n4g') };
          });
        },
        { actions: ['look'] },
      ),
  ],
  [
    'actions',
    'what a user secret holds, in the reason of a failure',
    () =>
      named(
        ({ hooks }) => {
          hooks.action.for('look').tap('broken', ({ secret, fail }) => {
            return fail(JSON.stringify(secret('secret:9m4e2mr0ui3e8a215n4g')));
          });
        },
        { actions: ['look'] },
      ),
  ],
  [
    'actions',
    'a result that Juju refuses',
    () =>
      named(
        ({ hooks }) => {
          hooks.action.for('look').tap('broken', () => ({ NotAKey: 1 }));
        },
        { actions: ['look'] },
      ),
  ],
];

describe('the contract of plugins: publishing and actions', () => {
  it.each(breakages)('%s: finds %s', async (...breakage) => {
    expect(await isFound(breakage)).toBe(true);
  });
});
