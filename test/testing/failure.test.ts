import { expect, test } from 'vitest';
import { deployment, names, one, scripted, zero } from './fixtures.ts';

/** A charm that fails in the given events, as long as they are in the set. */
function failing(events: Set<string>) {
  return scripted((tool, { event }) => {
    if (event.startsWith('backup-')) tool(`relation-set -r 1 --app last=${event}`);
    tool(`status-set active ${event}`);
    tool(`juju-log ${event}`);
    return events.has(event) ? 1 : 0;
  });
}

test('a failed hook keeps its status and its log, loses its databag, and holds the unit back', async () => {
  const events = new Set(['backup-relation-created']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy(2);
  const hooks = await juju.integrate('bacula-fd');
  expect(names(hooks).filter((name) => name.startsWith('0'))).toEqual([
    '0 backup-relation-created',
  ]);
  expect(hooks[0]).toMatchObject({ code: 1, isCommitted: false });
  expect(juju.databag('backup:1')).toEqual({});
  const unit = juju.unit(zero);
  expect(unit.workload).toEqual({ status: 'active', message: 'backup-relation-created' });
  expect(unit.status).toEqual({
    status: 'error',
    message: 'hook failed: "backup-relation-created"',
  });
  expect(juju.log.some(({ message }) => message.endsWith('backup-relation-created'))).toBe(true);
  expect(await juju.updateStatus(zero)).toEqual([]);

  events.clear();
  expect(names(await juju.resolve(zero))).toEqual([
    '0 backup-relation-created',
    '0 backup-relation-changed',
    '0 backup-relation-joined',
    '0 backup-relation-changed',
    '0 update-status',
  ]);
  expect(juju.databag('backup:1')).toEqual({ last: 'backup-relation-changed' });
  expect(unit.status.status).toBe('active');
  await expect(juju.resolve(zero)).rejects.toThrow('is not in error');
});

test('a hook that fails again stays failed', async () => {
  await using juju = deployment({ frontEnd: failing(new Set(['install'])) });
  await juju.deploy();
  expect(names(await juju.resolve(zero))).toEqual(['0 install']);
  expect(juju.unit(zero).status.message).toBe('hook failed: "install"');
});

test('of changes that wait behind a failed hook, one event is left', async () => {
  const events = new Set(['update-status']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy();
  await juju.updateStatus();
  await juju.configure({ fileset: '/a' });
  await juju.configure({ fileset: '/b' });
  events.clear();
  expect(names(await juju.resolve(zero))).toEqual(['0 update-status', '0 config-changed']);
});

test('a relation that goes while its events wait is only told gone where it was known', async () => {
  const events = new Set(['update-status']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy(2);
  await juju.updateStatus(zero);
  await juju.integrate('bacula-fd');
  await juju.removeRelation('backup:1');
  events.clear();
  expect(names(await juju.resolve(zero))).toEqual(['0 update-status']);
  expect(juju.relationIds()).toEqual([]);
});

test('a relation made before a failed install is created after it, and entered after start', async () => {
  const events = new Set(['install']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy();
  await juju.integrate('bacula-fd');
  events.clear();
  expect(names(await juju.resolve(zero))).toEqual([
    '0 install',
    '0 juju-info-relation-created',
    '0 backup-relation-created',
    '0 leader-elected',
    '0 config-changed',
    '0 start',
    '0 juju-info-relation-changed',
    '0 juju-info-relation-joined',
    '0 juju-info-relation-changed',
    '0 backup-relation-changed',
    '0 backup-relation-joined',
    '0 backup-relation-changed',
  ]);
});

test('a unit at the other end that goes before it was met is not told of', async () => {
  const events = new Set(['update-status']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy();
  await juju.integrate('bacula-fd');
  await juju.updateStatus();
  await juju.addRemoteUnit('backup:1');
  await juju.removeRemoteUnit('backup:1', 'bacula-fd/1');
  events.clear();
  expect(names(await juju.resolve(zero))).toEqual(['0 update-status']);
});

test('a leader that changes while a unit is in error: only the last word is told', async () => {
  const events = new Set(['install']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy(2);
  await juju.setLeader(one);
  events.clear();
  const first = names(await juju.resolve(zero));
  expect(first.slice(2, 4)).toEqual(['0 leader-settings-changed', '0 config-changed']);
  const second = names(await juju.resolve(one));
  expect(second.slice(2, 4)).toEqual(['1 leader-elected', '1 config-changed']);
});

test('a unit that is going does not become the leader, and joins nothing', async () => {
  const events = new Set<string>();
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy(3);
  events.add('stop');
  await juju.removeUnit(one);
  events.delete('stop');
  await juju.removeUnit(zero);
  expect(juju.leader).toBe('backup-integrator/2');
  await juju.integrate('bacula-fd');
  await juju.removeRelation('backup:1');
  expect(juju.relationIds()).toEqual([]);
  await juju.updateStatus();
  expect(names(await juju.resolve(one))).toEqual(['1 stop', '1 remove']);
});

test('a unit that is added while a relation goes does not become part of it', async () => {
  const events = new Set(['backup-relation-departed']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy();
  await juju.integrate('bacula-fd');
  await juju.removeRelation('backup:1');
  const hooks = await juju.addUnit();
  expect(names(hooks).filter((name) => name.includes('backup'))).toEqual([]);
  expect(juju.relationIds()).toEqual(['backup:1']);
});

test('a unit that fails while it is removed stays until it is resolved', async () => {
  const events = new Set(['stop']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy();
  await juju.removeUnit(zero);
  expect(juju.units).toHaveLength(1);
  events.clear();
  expect(names(await juju.resolve(zero))).toEqual(['0 stop', '0 remove']);
  expect(juju.units).toEqual([]);
});

test('the commit of a unit that has lost the leadership fails the hook', async () => {
  let takeover = () => {};
  const frontEnd = scripted((tool, { unit, event }) => {
    if (event !== 'update-status' || unit !== zero) return 0;
    expect(tool('relation-set -r 1 --app fileset=/a').code).toBe(0);
    tool('relation-set -r 1 own=1');
    takeover();
    expect(tool('is-leader').stdout).toBe('False\n');
    return 0;
  });
  await using juju = deployment({ frontEnd });
  takeover = () => juju.elect(one);
  await juju.deploy(2);
  await juju.integrate('bacula-fd');
  const [lost] = await juju.updateStatus(zero);
  expect(lost).toMatchObject({ code: 0, isCommitted: false });
  expect(lost?.commitError).toContain('is not leader of "backup-integrator"');
  expect(juju.databag('backup:1')).toEqual({});
  expect(juju.databag('backup:1', zero)).toEqual({});
  expect(juju.unit(zero).status.status).toBe('error');
  expect(juju.log.at(-1)).toMatchObject({ level: 'ERROR', source: 'update-status' });
});

test('what a unit wrote itself is committed once its hook has ended well', async () => {
  await using juju = deployment({
    frontEnd: scripted((tool, { event }) => {
      if (event === 'update-status') tool('relation-set -r 1 own=1 gone=');
      return 0;
    }),
  });
  await juju.deploy();
  await juju.integrate('bacula-fd');
  juju.seedDatabag('backup:1', { gone: 'x', kept: 'y' }, zero);
  await juju.updateStatus();
  expect(juju.databag('backup:1', zero)).toEqual({ kept: 'y', own: '1' });
});

test("Juju leaves the charm's own status as it is", async () => {
  await using juju = deployment({
    frontEnd: scripted((tool, { event }) => {
      if (event === 'install') tool('status-set active');
      return 0;
    }),
  });
  await juju.deploy();
  expect(juju.unit(zero).workload.status).toBe('active');
});

test('Juju sets a status where the charm does not', async () => {
  const shown: string[] = [];
  await using juju = deployment({
    frontEnd: scripted((tool, { event }) => {
      const { message } = JSON.parse(tool('status-get --format=json --include-data').stdout);
      if (['install', 'config-changed', 'stop'].includes(event)) shown.push(message);
      return 0;
    }),
  });
  await juju.deploy();
  expect(juju.unit(zero).status).toEqual({ status: 'unknown', message: '' });
  await juju.removeUnit(zero);
  expect(shown).toEqual([
    'installing charm software',
    'installing charm software',
    'stopping charm software',
  ]);
});

test('a unit that starts late enters no relation that is gone meanwhile', async () => {
  const events = new Set(['config-changed']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.integrate('bacula-fd');
  await juju.deploy();
  await juju.removeRelation('backup:0');
  events.clear();
  const ran = names(await juju.resolve(zero));
  expect(ran.filter((name) => name.includes('backup'))).toEqual(['0 backup-relation-broken']);
  expect(juju.relationIds()).toEqual([]);
});

test('a relation that is removed while a unit leaves it goes with that unit', async () => {
  const events = new Set(['backup-relation-departed']);
  await using juju = deployment({ frontEnd: failing(events) });
  await juju.deploy(2);
  await juju.integrate('bacula-fd');
  await juju.removeUnit(one);
  await juju.setLeader(zero);
  events.clear();
  expect(juju.unit(one).failed?.name).toBe('backup-relation-departed');
  await juju.removeRelation('backup:1');
  expect(names(await juju.resolve(one))).toEqual([
    '1 backup-relation-departed',
    '1 backup-relation-broken',
    '1 stop',
    '1 remove',
  ]);
  expect(juju.relationIds()).toEqual([]);
});
