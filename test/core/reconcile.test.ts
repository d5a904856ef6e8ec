import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import type { Deployment } from '../../src/testing/index.ts';
import { filesOn, scriptsFolder, statuses, writes } from '../support/deployment.ts';
import { callsOf, one, two, zero } from '../support/units.ts';
import { deployed, filesetPlugin } from './trial/deployed.ts';
import { finding, tiny } from './trial/tiny.ts';

/** What a unit has against the config, by its name. */
const objections = new Map<string, 'warning' | 'error' | 'read' | 'leaveOut' | 'publish'>();

beforeEach(() => objections.clear());

/** Puts the option `fileset` into a file, and finds what a test wants it to find. */
const writer = tiny('writer', {
  read({ unit }) {
    if (objections.get(unit) === 'read') throw new Error('no disk');
  },
  judge({ unit, draft, report, leaveOut }) {
    const objection = objections.get(unit);
    if (objection === 'warning' || objection === 'error') report(finding('no', objection));
    if (objection === 'leaveOut') {
      leaveOut(
        draft.entries.flatMap(({ paths }) => paths),
        finding('no'),
      );
    }
  },
  materialize({ spec, folder }) {
    for (const path of spec.fileset) folder.put(path.slice(1), path);
  },
});

/** As the `fileset` option, but as the match of a glob. */
const matching = tiny('matching', {
  read({ draft }) {
    draft.entries = draft.entries.map((entry) => ({
      ...entry,
      glob: { literals: [], patterns: [] },
    }));
  },
});

async function publishing(
  fileset = '/old',
  units = 1,
  plugins: readonly Plugin[] = [filesetPlugin, writer],
) {
  const deployment = await deployed(plugins, units);
  await deployment.configure({ fileset });
  await deployment.integrate('fd');
  return deployment;
}

const names = (deployment: Deployment, unit: string = zero) =>
  Object.keys(filesOn(deployment, unit));
const word = (deployment: Deployment) =>
  JSON.parse(deployment.databag('peers:0')['published'] ?? 'null');
const waiting = 'waiting: this config is not published yet; see juju status backup-integrator';

describe('a config that is right', () => {
  it('is written, published and reported in one event, with one line in the log', async () => {
    const deployment = await publishing();
    const results = await deployment.configure({ fileset: '/new' });
    expect(filesOn(deployment, zero)).toEqual({ new: '700 /new', old: '700 /old' });
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/new' });
    expect(statuses(deployment)[zero]).toBe('active: ');
    expect(writes(results)).toEqual([
      'relation-set -r backup:2 --app --file -',
      'relation-set -r peers:0 --app --file -',
      `juju-log --log-level INFO -- wrote ${scriptsFolder}/new; published fileset (backup:2)`,
    ]);
  });

  it('leaves no file that no databag names, once Juju has committed that', async () => {
    const deployment = await publishing();
    await deployment.configure({ fileset: '/new' });
    const results = await deployment.fire('config-changed');
    expect(filesOn(deployment, zero)).toEqual({ new: '700 /new' });
    expect(writes(results)).toEqual([`juju-log --log-level INFO -- removed ${scriptsFolder}/old`]);
    await deployment.updateStatus();
    expect(writes(await deployment.updateStatus())).toEqual([]);
  });

  it('is published for all its warnings', async () => {
    const deployment = await publishing();
    objections.set(zero, 'warning');
    await deployment.configure({ fileset: '/new' });
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/new' });
    expect(statuses(deployment)[zero]).toBe('active: warning: fileset: no; none');
  });

  it('costs as little as ever once nothing changes', async () => {
    const deployment = await publishing('/old', 2);
    await deployment.updateStatus();
    expect(callsOf(await deployment.updateStatus())).toEqual([
      '0 update-status: config-get relation-ids is-leader status-get relation-get',
      '1 update-status: config-get relation-ids is-leader status-get',
    ]);
  });
});

describe('a user secret', () => {
  const uri = 'secret:9m4e2mr0ui3e8a215n4g';

  /** Puts a secret into a file; what it could not read is a finding. */
  const reading = tiny('reading', {
    judge({ secret, report }) {
      const { kind } = secret(uri);
      if (kind !== 'content') report(finding(kind, 'error'));
    },
    materialize({ secret, folder }) {
      const answer = secret(uri);
      const password = answer.kind === 'content' ? answer.content['password'] : undefined;
      const content = password ?? folder.last['password'];
      if (content !== undefined) folder.put('password', content);
    },
  });

  it('is followed on every unit, and read once in an event', async () => {
    const deployment = await deployed([filesetPlugin, reading], 2);
    deployment.secrets.add('mine', { password: 'old' }, uri);
    deployment.secrets.grant('mine');
    await deployment.configure({ fileset: '/etc' });
    expect(filesOn(deployment, one)).toEqual({ password: '700 old' });
    const results = await deployment.secrets.update('mine', { password: 'new' });
    for (const unit of [zero, one]) {
      expect(filesOn(deployment, unit)).toEqual({ password: '700 new' });
    }
    const steady = 'config-get relation-ids status-get secret-get juju-log';
    expect(callsOf(results)).toEqual([
      `0 secret-changed: ${steady}`,
      `1 secret-changed: ${steady}`,
    ]);
  });

  it.each(['revoke', 'remove'] as const)(
    'that Juju hands over no more blocks at the next event, and what was made of it stays: %s',
    async (how) => {
      const deployment = await deployed([filesetPlugin, reading]);
      deployment.secrets.add('mine', { password: 'old' }, uri);
      deployment.secrets.grant('mine');
      await deployment.configure({ fileset: '/etc' });
      deployment.secrets[how]('mine');
      await deployment.updateStatus();
      expect(deployment.unit(zero).status.status).toBe('blocked');
      expect(filesOn(deployment, zero)).toEqual({ password: '700 old' });
    },
  );

  it('that Juju can not tell of fails the hook, which reads it when it is run again', async () => {
    const deployment = await deployed([filesetPlugin, reading]);
    deployment.secrets.add('mine', { password: 'old' }, uri);
    deployment.secrets.grant('mine');
    for (const as of ['exit 1', 'missing', 'junk output', 'truncated output'] as const) {
      deployment.faults = [{ on: 'secret-get', as }];
      const [hook] = await deployment.updateStatus();
      expect(hook?.code).toBe(1);
      expect(hook?.stderr).toMatch(/^secret-get .*; Juju discards/);
      expect(hook?.stderr).not.toContain('old');
      deployment.faults = [];
      await deployment.resolve(zero);
    }
    expect(filesOn(deployment, zero)).toEqual({ password: '700 old' });
  });
});

describe('a config that the leader holds back', () => {
  it.each(['error', 'read'] as const)(
    'leaves the files and the databag as they are: %s',
    async (objection) => {
      const deployment = await publishing();
      const before = word(deployment);
      objections.set(zero, objection);
      await deployment.configure({ fileset: '/new' });
      expect(names(deployment)).toEqual(['old']);
      expect(deployment.databag('backup:2')).toEqual({ fileset: '/old' });
      expect(word(deployment)).toEqual(before);
      expect(statuses(deployment)[zero]).toMatch(/^blocked: /);
    },
  );

  it.each(['error', 'read'] as const)('has its files put back meanwhile: %s', async (objection) => {
    const deployment = await publishing();
    objections.set(zero, objection);
    rmSync(join(deployment.unit(zero).root, scriptsFolder), { recursive: true });
    await deployment.updateStatus();
    expect(filesOn(deployment, zero)).toEqual({ old: '700 /old' });
  });

  it('goes on without what is left out', async () => {
    const deployment = await publishing('/old', 1, [filesetPlugin, matching, writer]);
    objections.set(zero, 'leaveOut');
    await deployment.configure({ fileset: '/new' });
    // With all of it left out there is nothing to publish in the place of the last list.
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/old' });
    expect(statuses(deployment)[zero]).toBe('blocked: fileset: no; none; the rest is published');
  });

  it('stays in force for a unit that came later, too, which says so', async () => {
    const deployment = await publishing();
    for (const unit of [zero, one]) objections.set(unit, 'error');
    await deployment.addUnit();
    expect(statuses(deployment)[one]).toBe('blocked: fileset: no; none; this config is published');
    await deployment.configure({ fileset: '/new' });
    expect(statuses(deployment)[one]).toBe('blocked: fileset: no; none; last good config stays');
    await deployment.addUnit();
    objections.set(two, 'error');
    await deployment.fire('config-changed', two);
    expect(statuses(deployment)[two]).toBe('blocked: fileset: no; none; last good config stays');
  });

  it('keeps the files of the other units, which say so at the next update-status', async () => {
    const deployment = await publishing('/old', 2);
    objections.set(zero, 'error');
    await deployment.configure({ fileset: '/new' });
    expect(names(deployment, one).sort()).toEqual(['new', 'old']);
    expect(statuses(deployment)[one]).toBe('active: ');
    await deployment.updateStatus();
    expect(statuses(deployment)[one]).toBe(waiting);
    await deployment.fire('config-changed');
    expect(statuses(deployment)[one]).toBe(waiting);

    objections.clear();
    await deployment.fire('config-changed', zero);
    expect(names(deployment, one)).toEqual(['new']);
    expect(statuses(deployment)[one]).toBe('active: ');
  });
});

describe('a config before any is published', () => {
  it('is written on every unit, unless that one has an error', async () => {
    const deployment = await deployed([filesetPlugin, writer], 2);
    await deployment.configure({ fileset: '/old' });
    objections.set(one, 'error');
    await deployment.configure({ fileset: '/new' });
    expect([names(deployment), names(deployment, one)]).toEqual([['new'], ['old']]);
    expect(statuses(deployment)[zero]).toMatch(/^waiting: waiting for backup relation/);
  });
});

describe('a file that a databag names', () => {
  it('stays where the event that publishes another list is not committed', async () => {
    const deployment = await publishing();
    deployment.faults = [{ on: 'relation-set', as: 'exit 1' }];
    await deployment.configure({ fileset: '/new' });
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/old' });
    rmSync(join(deployment.unit(zero).root, scriptsFolder, 'old'));
    objections.set(zero, 'error');
    deployment.faults = [];
    await deployment.resolve(zero);
    expect(filesOn(deployment, zero)).toMatchObject({ old: '700 /old' });
  });

  it('is on a unit at its first event after the edit, whatever that unit has against the config', async () => {
    const deployment = await publishing('/old', 2);
    objections.set(zero, 'error');
    objections.set(one, 'error');
    await deployment.configure({ fileset: '/new' });
    // The leader does not publish it, but nothing else keeps it from that.
    expect([names(deployment), names(deployment, one).sort()]).toEqual([['old'], ['new', 'old']]);
  });
});

describe('what can not be removed', () => {
  it.skipIf(process.geteuid?.() !== 0)('is a warning, and holds nothing up', async () => {
    const deployment = await publishing();
    const stray = join(deployment.unit(zero).root, scriptsFolder, 'stray');
    writeFileSync(stray, '');
    execFileSync('mount', ['--bind', '/dev/null', stray]);
    try {
      await deployment.configure({ fileset: '/new' });
      await deployment.updateStatus();
      expect(names(deployment)).toEqual(['new', 'stray']);
      expect(deployment.databag('backup:2')).toEqual({ fileset: '/new' });
      expect(statuses(deployment)[zero]).toMatch(/^active: .*stray can't be removed/);
      const lines = deployment.log.filter(({ message }) => message.includes('/stray'));
      expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
        expect.stringContaining(
          `${scriptsFolder}/stray can't be removed: something is mounted on it (EBUSY); unmount it`,
        ),
      ]);
    } finally {
      execFileSync('umount', [stray]);
    }
    await deployment.updateStatus();
    expect(names(deployment)).toEqual(['new']);
    expect(statuses(deployment)[zero]).toBe('active: ');
  });
});

describe('the leader', () => {
  it('says at once that all is well, in the event in which it publishes', async () => {
    const deployment = await publishing();
    objections.set(zero, 'error');
    await deployment.configure({ fileset: '/new' });
    objections.clear();
    await deployment.updateStatus();
    expect(statuses(deployment)[zero]).toBe('active: ');
  });

  it('reads the word when it is elected, and corrects it', async () => {
    const deployment = await publishing();
    const right = word(deployment);
    await deployment.updateStatus();
    const wrong = JSON.stringify({ digest: 'other', relations: [] });
    deployment.seedDatabag('peers:0', { published: wrong });
    await deployment.fire('leader-elected');
    expect(word(deployment)).toEqual(right);
  });
});

describe('a unit that is not the leader', () => {
  it('writes the files of what is published whatever it has against the config', async () => {
    const deployment = await publishing('/old', 2);
    objections.set(one, 'error');
    await deployment.configure({ fileset: '/new' });
    expect(names(deployment, one)).toEqual(['new']);
    expect(statuses(deployment)[one]).toMatch(/^blocked: /);
  });

  it('keeps them where a plugin could not read', async () => {
    const deployment = await publishing('/old', 2);
    objections.set(one, 'read');
    await deployment.configure({ fileset: '/new' });
    expect(names(deployment, one)).toEqual(['old']);
  });

  it('asks whether it leads, and no more, when another unit comes or tells something', async () => {
    const deployment = await publishing('/old', 2);
    const results = await deployment.addUnit();
    const own = results.filter(({ unit, event }) => unit === one && event.startsWith('peers-'));
    expect(new Set(callsOf(own))).toEqual(
      new Set(['1 peers-relation-joined: is-leader', '1 peers-relation-changed: is-leader']),
    );
  });
});

describe('the relations', () => {
  it('are named in the word, and one that breaks goes from it with the next one that counts', async () => {
    const deployment = await publishing();
    await deployment.integrate('other');
    expect(word(deployment).relations).toEqual(['backup:2', 'backup:3']);
    const results = await deployment.removeRelation('backup:2');
    expect(writes(results)).toEqual([]);
    await deployment.configure({ fileset: '/new' });
    expect(word(deployment).relations).toEqual(['backup:3']);
  });

  it('that are left have nothing changed while another breaks, as the unit may be going', async () => {
    const counter = tiny('counter', {
      publish({ isLeader, relations }) {
        const count = String(relations.length);
        if (isLeader) for (const relation of relations) relation.publish({ count });
      },
    });
    const deployment = await publishing('/old', 1, [filesetPlugin, counter]);
    await deployment.integrate('other');
    await deployment.removeRelation('backup:2');
    expect(deployment.databag('backup:3')).toEqual({ fileset: '/old', count: '2' });
    await deployment.updateStatus();
    expect(deployment.databag('backup:3')).toEqual({ fileset: '/old', count: '1' });
  });

  it('are none: the leader still corrects its word, and asks no more than that takes', async () => {
    const deployment = await publishing();
    await deployment.removeRelation('backup:2');
    const before = word(deployment);
    await deployment.configure({ fileset: '/new' });
    expect(word(deployment)).toEqual({ digest: expect.any(String), relations: [] });
    expect(word(deployment).digest).not.toBe(before.digest);
    await deployment.updateStatus();
    expect(callsOf(await deployment.updateStatus())).toEqual([
      '0 update-status: config-get relation-ids status-get',
    ]);
  });

  it('may all be gone: the unit waits, and its files stay', async () => {
    const deployment = await publishing();
    await deployment.removeRelation('backup:2');
    expect(statuses(deployment)[zero]).toMatch(/^waiting: waiting for backup relation/);
    expect(names(deployment)).toEqual(['old']);
  });
});

it('the stack of what a plugin threw is one line of the log, at DEBUG', async () => {
  const deployment = await publishing();
  objections.set(zero, 'read');
  await deployment.configure({ fileset: '/new' });
  const debug = deployment.log.filter(({ level }) => level === 'DEBUG');
  expect(debug.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Error: no disk at .*reconcile\.test\.ts:\d+/),
  ]);
});
