import { expect, test } from 'vitest';
import { deployment, metadata, names, one, scripted, two, withPeers, zero } from './fixtures.ts';

/** On update-status, writes the number of the run into its own databag, or the leader's into the application's. */
const writing = (owner: 'unit' | 'application') =>
  scripted((tool, { event }) => {
    if (event !== 'update-status') return 0;
    tool(owner === 'unit' ? 'relation-set -r 0 paths=/a' : 'relation-set -r 0 --app union=/a');
    return 0;
  });

const peerEvents = (hooks: Parameters<typeof names>[0]) =>
  names(hooks.filter(({ event }) => event.startsWith('peers-')));

test('units meet their peers after start, each told of the others', async () => {
  await using juju = deployment({ metadata: withPeers });
  const hooks = await juju.deploy(2);
  for (const unit of [zero, one]) {
    const own = hooks.filter((hook) => hook.unit === unit && hook.event.startsWith('peers-'));
    expect(own.map(({ event }) => event)).toEqual([
      'peers-relation-created',
      'peers-relation-joined',
      'peers-relation-changed',
    ]);
  }
  expect(juju.relationIds('peers')).toEqual(['peers:0']);
  expect(peerEvents(await juju.addUnit())).toHaveLength(9);
  await expect(juju.removeRelation('peers:0')).rejects.toThrow('peer relation');
});

test("a unit's own databag that changes is told to the others, once", async () => {
  await using juju = deployment({ metadata: withPeers, frontEnd: writing('unit') });
  await juju.deploy(3);
  expect(names(await juju.updateStatus(one))).toEqual([
    '1 update-status',
    '0 peers-relation-changed',
    '2 peers-relation-changed',
  ]);
  expect(juju.databag('peers:0', one)).toEqual({ paths: '/a' });
  expect(names(await juju.updateStatus(one))).toEqual(['1 update-status']);
});

test("the leader's write of the application databag is told to the others", async () => {
  await using juju = deployment({ metadata: withPeers, frontEnd: writing('application') });
  await juju.deploy(2);
  expect(names(await juju.updateStatus())).toEqual([
    '0 update-status',
    '1 update-status',
    '1 peers-relation-changed',
  ]);
  const added = peerEvents(await juju.addUnit()).filter((name) => name.startsWith('2'));
  expect(added.slice(0, 3)).toEqual([
    '2 peers-relation-created',
    '2 peers-relation-changed',
    '2 peers-relation-joined',
  ]);
});

test('a removed unit departs from its peers, and its databag goes', async () => {
  await using juju = deployment({ metadata: withPeers, frontEnd: writing('unit') });
  await juju.deploy(2);
  await juju.updateStatus(zero);
  expect(peerEvents(await juju.removeUnit(zero)).sort()).toEqual([
    '0 peers-relation-broken',
    '0 peers-relation-departed',
    '1 peers-relation-departed',
  ]);
  expect(juju.databag('peers:0', zero)).toEqual({});
  expect(juju.relationIds('peers')).toEqual(['peers:0']);
});

test('units that go one after the other leave no member behind', async () => {
  await using juju = deployment({ metadata: withPeers });
  await juju.deploy(3);
  await juju.removeUnit(zero);
  await juju.removeUnit(one);
  expect(juju.units.map(({ name }) => name)).toEqual([two]);
  expect(juju.unit(two).scopes.get(0)?.members.size).toBe(0);
});

test('an upgrade that brings a peer relation creates it between upgrade-charm and config-changed', async () => {
  await using juju = deployment({ metadata });
  await juju.deploy(2);
  const hooks = await juju.upgrade({ metadata: withPeers });
  expect(names(hooks.filter(({ unit }) => unit === one))).toEqual([
    '1 upgrade-charm',
    '1 peers-relation-created',
    '1 config-changed',
    '1 peers-relation-joined',
    '1 peers-relation-changed',
  ]);
});
