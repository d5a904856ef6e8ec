import { expect, it } from 'vitest';
import { hasLeft } from '../../../../src/core/unit/files/neighbours.ts';
import { world } from '../../../support/world.ts';

const unit = { name: 'app/0', application: 'app', number: 0 };
const agent = (name: string) => `/var/lib/juju/agents/unit-${name}`;

it('another unit has left where Juju keeps an agent of this one, and none of that one', () => {
  const root = world({ [agent('app-0')]: 'folder', [agent('app-2')]: 'folder' });
  expect([1, 2].map((number) => hasLeft(root, unit, number))).toEqual([true, false]);
});

it.each([{}, { [agent('other-0')]: 'folder' }, { [agent('app-0')]: 'file' }] as const)(
  'nobody has left where Juju keeps its agents elsewhere: %j',
  (nodes) => {
    expect(hasLeft(world(nodes), unit, 1)).toBe(false);
  },
);
