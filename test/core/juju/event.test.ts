import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../src/core/juju/event.ts';
import { CharmError } from '../../../src/core/problems/charm-error.ts';

const unit = { name: 'backup-integrator/12', application: 'backup-integrator', number: 12 };

const environment = (hook: string, more = {}) => ({
  JUJU_UNIT_NAME: 'backup-integrator/12',
  JUJU_DISPATCH_PATH: `hooks/${hook}`,
  ...more,
});

describe('readEvent', () => {
  it.each([
    'install',
    'start',
    'config-changed',
    'upgrade-charm',
    'leader-elected',
    'leader-settings-changed',
    'update-status',
    'secret-changed',
    'backup-relation-created',
    'backup-relation-joined',
    'backup-relation-changed',
    'backup-relation-departed',
    'peers-relation-created',
  ])('reconciles on %s', (name) => {
    expect(readEvent(environment(name))).toEqual({ kind: 'reconcile', name, unit });
  });

  it('tells which relation is gone in its broken event', () => {
    const broken = environment('backup-relation-broken', { JUJU_RELATION_ID: 'backup:3' });
    expect(readEvent(broken)).toMatchObject({ kind: 'reconcile', broken: 'backup:3' });
  });

  it('takes a relation for there in its other events', () => {
    const departed = environment('backup-relation-departed', { JUJU_RELATION_ID: 'backup:3' });
    expect(readEvent(departed)).not.toHaveProperty('broken');
  });

  it.each(['joined', 'changed', 'departed'])(
    'leaves to the leader what another unit does: peers-relation-%s',
    (change) => {
      const name = `peers-relation-${change}`;
      const departing = { JUJU_DEPARTING_UNIT: 'backup-integrator/3' };
      expect(readEvent(environment(name, departing))).toEqual({ kind: 'collect', name, unit });
    },
  );

  it("hears of the leader's word: Juju names no unit where the application's databag has changed", () => {
    const name = 'peers-relation-changed';
    const changed = (remote: string) => readEvent(environment(name, { JUJU_REMOTE_UNIT: remote }));
    expect(changed('')).toEqual({ kind: 'published', name, unit });
    expect(changed('backup-integrator/3')).toEqual({ kind: 'collect', name, unit });
  });

  it.each(['joined', 'departed'])('takes no other event for the word: %s', (change) => {
    const nobody = environment(`peers-relation-${change}`, { JUJU_REMOTE_UNIT: '' });
    expect(readEvent(nobody).kind).toBe('collect');
  });

  it.each(['peers-relation-departed', 'backup-relation-departed'])(
    'does not observe %s on the unit that departs',
    (name) => {
      const departing = { JUJU_DEPARTING_UNIT: unit.name, JUJU_REMOTE_UNIT: '' };
      expect(readEvent(environment(name, departing)).kind).toBe('unobserved');
    },
  );

  it('cleans up on remove', () => {
    expect(readEvent(environment('remove'))).toEqual({ kind: 'remove', name: 'remove', unit });
  });

  it.each([
    'stop',
    'peers-relation-broken',
    'juju-info-relation-joined',
    'collect-metrics',
    'secret-rotate',
  ])('does not observe %s', (name) => {
    expect(readEvent(environment(name))).toEqual({ kind: 'unobserved', name });
  });

  it('takes an action for one, also where an event has its name', () => {
    for (const name of ['install', 'check']) {
      const action = { ...environment(''), JUJU_DISPATCH_PATH: `actions/${name}` };
      expect(readEvent(action)).toEqual({ kind: 'action', name, unit });
    }
  });

  it('does nothing outside of a hook', () => {
    expect(readEvent({}).kind).toBe('unobserved');
  });

  it.each(['', 'backup', 'a/b', '../x/0', 'Backup/0', 'a--b/0', 'a/01', 'a-1/0', 'a/0\n'])(
    'refuses %j as the name of a unit, since it becomes a path',
    (name) => {
      expect(() => readEvent(environment('install', { JUJU_UNIT_NAME: name }))).toThrow(CharmError);
    },
  );
});
