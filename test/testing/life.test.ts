import { expect, test } from 'vitest';
import { deployment, metadata, names, one, scripted, two, zero } from './fixtures.ts';

test('deploy runs the first hooks of each unit in the order of Juju', async () => {
  await using juju = deployment();
  const hooks = await juju.deploy(2);
  expect(names(hooks.filter(({ unit }) => unit === zero))).toEqual([
    '0 install',
    '0 juju-info-relation-created',
    '0 leader-elected',
    '0 config-changed',
    '0 start',
    '0 juju-info-relation-changed',
    '0 juju-info-relation-joined',
    '0 juju-info-relation-changed',
  ]);
  expect(names(hooks.filter(({ unit }) => unit === one))[2]).toBe('1 leader-settings-changed');
  expect(juju.leader).toBe(zero);
});

test('Juju 4 never emits leader-settings-changed', async () => {
  await using juju = deployment({ juju: '4.0' });
  const hooks = [...(await juju.deploy(2)), ...(await juju.setLeader(one))];
  const about = hooks.filter(({ event }) => event.startsWith('leader-'));
  expect(names(about)).toEqual(['0 leader-elected', '1 leader-elected']);
});

test('integrate: created, changed of the application, then joined and changed of each unit', async () => {
  const seen: (string | undefined)[][] = [];
  const frontEnd = scripted((_, { event, environment: variables }) => {
    if (event.startsWith('backup-')) {
      const { JUJU_RELATION_ID: id, JUJU_REMOTE_APP: app, JUJU_REMOTE_UNIT: unit } = variables;
      seen.push([event, id, app, unit, variables['JUJU_DEPARTING_UNIT']]);
    }
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy();
  await juju.integrate('bacula-fd', 'backup', 2);
  expect(seen.splice(0)).toEqual([
    ['backup-relation-created', 'backup:1', 'bacula-fd', '', undefined],
    ['backup-relation-changed', 'backup:1', 'bacula-fd', '', undefined],
    ['backup-relation-joined', 'backup:1', 'bacula-fd', 'bacula-fd/0', undefined],
    ['backup-relation-changed', 'backup:1', 'bacula-fd', 'bacula-fd/0', undefined],
    ['backup-relation-joined', 'backup:1', 'bacula-fd', 'bacula-fd/1', undefined],
    ['backup-relation-changed', 'backup:1', 'bacula-fd', 'bacula-fd/1', undefined],
  ]);
  await juju.addRemoteUnit('backup:1');
  await juju.removeRemoteUnit('backup:1', 'bacula-fd/0');
  await juju.setRemote('backup:1', { version: '1' });
  expect(seen.splice(0)).toEqual([
    ['backup-relation-joined', 'backup:1', 'bacula-fd', 'bacula-fd/2', undefined],
    ['backup-relation-changed', 'backup:1', 'bacula-fd', 'bacula-fd/2', undefined],
    ['backup-relation-departed', 'backup:1', 'bacula-fd', 'bacula-fd/0', 'bacula-fd/0'],
    ['backup-relation-changed', 'backup:1', 'bacula-fd', '', undefined],
  ]);
  expect(await juju.setRemote('backup:1', { version: '1' })).toEqual([]);
  await juju.removeRelation('backup:1');
  expect(seen).toEqual([
    ['backup-relation-departed', 'backup:1', 'bacula-fd', 'bacula-fd/1', 'bacula-fd/1'],
    ['backup-relation-departed', 'backup:1', 'bacula-fd', 'bacula-fd/2', 'bacula-fd/2'],
    ['backup-relation-broken', 'backup:1', 'bacula-fd', '', undefined],
  ]);
  expect(juju.relationIds()).toEqual([]);
});

test('a relation that is made again has a new number and an empty databag', async () => {
  await using juju = deployment();
  await juju.deploy();
  await juju.integrate('bacula-fd');
  juju.seedDatabag('backup:1', { fileset: '/a' });
  await juju.removeRelation('backup:1');
  await juju.integrate('bacula-fd');
  await juju.integrate('other');
  expect(juju.relationIds()).toEqual(['backup:2', 'backup:3']);
  expect(juju.databag('backup:2')).toEqual({});
  expect(() => juju.databag('backup:1')).toThrow('relation "backup:1" not found');
});

test('an endpoint that the charm does not have is refused', async () => {
  await using juju = deployment();
  await juju.deploy();
  await expect(juju.integrate('x', 'backups')).rejects.toThrow('has no "backups" endpoint');
  await expect(juju.integrate('x', 'juju-info')).rejects.toThrow('no "juju-info" endpoint');
  await expect(juju.removeRelation('juju-info:0')).rejects.toThrow('it goes with its units');
});

test('a unit that joins later is created into the relations that are there', async () => {
  await using juju = deployment();
  await juju.deploy();
  await juju.integrate('bacula-fd');
  const hooks = await juju.addUnit();
  expect(names(hooks)).toEqual([
    '1 install',
    '1 juju-info-relation-created',
    '1 backup-relation-created',
    '1 leader-settings-changed',
    '1 config-changed',
    '1 start',
    '1 juju-info-relation-changed',
    '1 juju-info-relation-joined',
    '1 juju-info-relation-changed',
    '1 backup-relation-changed',
    '1 backup-relation-joined',
    '1 backup-relation-changed',
  ]);
});

test('a unit is removed: departed and broken of each relation, stop, remove', async () => {
  const departing: (string | undefined)[] = [];
  const frontEnd = scripted((_, { environment }) => {
    departing.push(environment['JUJU_DEPARTING_UNIT']);
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy(2);
  await juju.integrate('bacula-fd');
  const hooks = await juju.removeUnit(one);
  expect(names(hooks)).toEqual([
    '1 juju-info-relation-departed',
    '1 juju-info-relation-broken',
    '1 backup-relation-departed',
    '1 backup-relation-broken',
    '1 stop',
    '1 remove',
  ]);
  expect(departing.filter((unit) => unit !== undefined)).toEqual([one, one]);
  expect(juju.units.map(({ name }) => name)).toEqual([zero]);
  expect(() => juju.unit(one)).toThrow('unit "backup-integrator/1" not found');
});

test('when the leader is removed, the oldest unit takes over; numbers are not given again', async () => {
  await using juju = deployment();
  await juju.deploy(3);
  const hooks = await juju.removeUnit(zero);
  expect(names(hooks.slice(-2))).toEqual(['1 leader-elected', '2 leader-settings-changed']);
  expect(juju.leader).toBe(one);
  await juju.addUnit();
  expect(juju.units.map(({ name }) => name)).toEqual([one, two, 'backup-integrator/3']);
});

test('the last unit leaves nobody to lead; the next one leads again', async () => {
  await using juju = deployment();
  await juju.deploy();
  await juju.removeUnit(zero);
  expect(juju.leader).toBeUndefined();
  const hooks = await juju.addUnit();
  expect(names(hooks)).toContain('1 leader-elected');
  expect(juju.leader).toBe(one);
});

test('setLeader tells the new leader, and the others', async () => {
  await using juju = deployment();
  await juju.deploy(3);
  expect(names(await juju.setLeader(two))).toEqual([
    '0 leader-settings-changed',
    '1 leader-settings-changed',
    '2 leader-elected',
  ]);
  expect(await juju.setLeader(two)).toEqual([]);
});

test('update-status runs on one unit or on all', async () => {
  await using juju = deployment();
  await juju.deploy(2);
  expect(names(await juju.updateStatus())).toEqual(['0 update-status', '1 update-status']);
  expect(names(await juju.updateStatus(one))).toEqual(['1 update-status']);
});

test('upgrade runs upgrade-charm and config-changed of the new charm, on what the old one left', async () => {
  await using juju = deployment();
  await juju.deploy();
  await juju.configure({ fileset: '/a', limit: 3 });
  await juju.integrate('bacula-fd');
  juju.seedDatabag('backup:1', { fileset: '/old' });
  const next = scripted((tool, { event }) => {
    const { stdout } = tool('relation-get -r 1 --app fileset backup-integrator');
    if (event === 'upgrade-charm') tool(`relation-set -r 1 --app was=${stdout}`);
    return 0;
  });
  const { fileset } = metadata.config?.options ?? {};
  const hooks = await juju.upgrade({
    frontEnd: next,
    metadata: { ...metadata, config: { options: fileset === undefined ? {} : { fileset } } },
  });
  expect(names(hooks)).toEqual(['0 upgrade-charm', '0 config-changed']);
  expect(juju.databag('backup:1')).toEqual({ fileset: '/old', was: '/old' });
  await expect(juju.configure({ limit: 3 })).rejects.toThrow('unknown option "limit"');
});

test('a principal charm has no principal', async () => {
  const frontEnd = scripted((_, { environment }) => {
    expect(environment['JUJU_PRINCIPAL_UNIT']).toBe('');
    return 0;
  });
  await using juju = deployment({ metadata: { name: 'plain' }, frontEnd });
  expect(names(await juju.deploy())).toEqual([
    '0 install',
    '0 leader-elected',
    '0 config-changed',
    '0 start',
  ]);
  expect(juju.application).toBe('plain');
});

test('a subordinate without a container-scoped endpoint is refused', async () => {
  await using juju = deployment({ metadata: { name: 'plain', subordinate: true } });
  await expect(juju.deploy()).rejects.toThrow('scope: container');
});

test('units on one machine share its root, others do not', async () => {
  await using juju = deployment();
  await juju.deploy([{ machine: '1' }, { machine: '1' }, {}]);
  const [first, second, third] = juju.units.map(({ root }) => root);
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});
