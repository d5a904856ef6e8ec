import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import type { Deployment } from '../../src/testing/index.ts';
import {
  lay,
  listed,
  model,
  scriptsFolder,
  scriptsOn,
  statuses,
  writes,
} from '../support/deployment.ts';
import { drop } from '../support/units.ts';

const script = '#!/bin/sh\nexit 0\n';

async function related(units = 1, config: Record<string, string> = {}): Promise<Deployment> {
  const deployment = model();
  await deployment.deploy(units);
  await deployment.configure(config);
  await deployment.integrate('bacula-fd');
  return deployment;
}

describe("what the Python charm's own tests expect", () => {
  it('blocks without a fileset', async () => {
    const deployment = await related();
    expect(deployment.unit('backup-integrator/0').status.status).toBe('blocked');
    expect(deployment.databag('backup:2')).toEqual({});
  });

  it('waits without a backup relation', async () => {
    const deployment = model();
    await deployment.deploy();
    await deployment.configure({ fileset: '/var/backups' });
    expect(deployment.unit('backup-integrator/0').status).toEqual({
      status: 'waiting',
      message: 'waiting for backup relation: juju integrate backup-integrator:backup <provider>',
    });
  });

  it.each(['/var/backups', '/var/backups/foo,/var/backups/bar'])(
    'publishes %s as configured, there or not',
    async (fileset) => {
      const deployment = await related(1, { fileset });
      expect(deployment.unit('backup-integrator/0').status.status).toBe('active');
      expect(deployment.databag('backup:2')).toEqual({ fileset });
    },
  );

  it.each(scriptOptions)(
    'publishes %s and writes its content, with or without a shebang',
    async (option) => {
      for (const content of [script, 'echo no shebang']) {
        const deployment = await related(1, { fileset: '/var/backups', [option]: content });
        expect(deployment.unit('backup-integrator/0').status.status).toBe('active');
        const file = `${scriptsFolder}/${option}`;
        expect(deployment.databag('backup:2')).toEqual({ fileset: '/var/backups', [option]: file });
        expect(scriptsOn(deployment, 'backup-integrator/0')).toEqual({
          [option]: `700 ${content}`,
        });
      }
    },
  );

  it.each(['var/backups', '/var/backups,etc,/var/backups/foobar'])(
    'blocks on %s and publishes nothing',
    async (fileset) => {
      const deployment = await related(1, { fileset });
      expect(deployment.unit('backup-integrator/0').status.status).toBe('blocked');
      expect(deployment.databag('backup:2')).toEqual({});
    },
  );
});

describe('what the Python charm got wrong', () => {
  it('1. only the leader had the scripts, at a path with its own name in it', async () => {
    const deployment = await related(3, { fileset: '/etc', 'run-before-backup': script });
    const before = deployment.databag('backup:2');
    for (const { name } of deployment.units) {
      expect(scriptsOn(deployment, name)).toEqual({ 'run-before-backup': `700 ${script}` });
    }
    await deployment.removeUnit('backup-integrator/0');
    expect(deployment.databag('backup:2')).toEqual(before);
    expect(deployment.databag('backup:2')['run-before-backup']).toBe(
      `${scriptsFolder}/run-before-backup`,
    );
  });

  it.each([...'\n\t #{};="\\'].map((character) => `/srv/a${character}b`))(
    '2. %j was published as typed, which breaks or injects into the configuration of the director',
    async (fileset) => {
      const deployment = await related(1, { fileset: `/srv/b\u00e9,${fileset}x` });
      expect(deployment.unit('backup-integrator/0').status.status).toBe('blocked');
      expect(deployment.databag('backup:2')).toEqual({});
    },
  );

  it.each(['/srv/a\u00a0', '/srv/a\u3000'])(
    '2. the end of %j was stripped: another path',
    async (fileset) => {
      const deployment = await related(1, { fileset });
      expect(deployment.unit('backup-integrator/0').status.status).toBe('blocked');
    },
  );

  it('3. globs and missing paths were published as they are', async () => {
    const deployment = await related(1, { fileset: '/srv/*.sql' });
    expect(deployment.unit('backup-integrator/0').status.status).toBe('blocked');
    lay(deployment, '/srv/b.sql', '/srv/a.sql');
    await deployment.updateStatus();
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/srv/a.sql,/srv/b.sql' });
    await deployment.configure({ fileset: '/srv/missing' });
    expect(statuses(deployment)).toEqual({
      'backup-integrator/0':
        'active: warning: fileset: "/srv/missing" does not exist on this unit; create it before the next backup, or correct the path',
    });
  });

  it('4. scripts were for everybody to read, rewritten at every event, never removed', async () => {
    const deployment = await related(1, { fileset: '/etc', 'run-before-backup': script });
    expect(scriptsOn(deployment, 'backup-integrator/0')).toEqual({
      'run-before-backup': `700 ${script}`,
    });
    await deployment.configure({ 'run-before-backup': undefined });
    expect(scriptsOn(deployment, 'backup-integrator/0')).toEqual({});
    await deployment.configure({ 'run-before-backup': script });
    const { root } = deployment.unit('backup-integrator/0');
    await deployment.removeUnit('backup-integrator/0');
    expect(listed(join(root, 'opt'))).toEqual([]);
  });

  it('5. a second backup relation made every hook fail', async () => {
    const deployment = await related(1, { fileset: '/etc' });
    const results = await deployment.integrate('other-provider');
    expect(results.every((result) => result.isCommitted)).toBe(true);
    for (const id of deployment.relationIds()) {
      expect(deployment.databag(id)).toEqual({ fileset: '/etc' });
    }
  });

  it('6. a unit that is not the leader was active with an invalid config', async () => {
    const deployment = await related(3, { fileset: 'etc' });
    for (const { status } of deployment.units) expect(status.status).toBe('blocked');
  });

  it('6. a removed relation left the units active', async () => {
    const deployment = await related(3, { fileset: '/etc' });
    await deployment.removeRelation('backup:2');
    for (const { status } of deployment.units) expect(status.status).toBe('waiting');
  });

  it('7. the status named no more than the option', async () => {
    const deployment = await related(1, { fileset: '/a,etc\n/b c' });
    const { message } = deployment.unit('backup-integrator/0').status;
    expect(message).toBe(
      'fileset: "etc" is not an absolute path; write it from the root, as in "/etc"; nothing is published yet (+1 more: juju run backup-integrator/0 check)',
    );
    expect(deployment.log.map((record) => record.message)).toContainEqual(
      expect.stringMatching(
        /^fileset line 2: "\/b c" has a space: .*; rename it, .* \[relation-publisher\/unsupported-path, plugin relation-publisher\]$/,
      ),
    );
  });

  it('8. a character beyond the BMP made the hook fail', async () => {
    const deployment = await related(1, { fileset: '/srv/🎉' });
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/srv/🎉' });
  });

  it('9. CRLF and dead interpreters passed, and a blank script was published', async () => {
    const deployment = await related(1, { fileset: '/etc', 'run-before-backup': '#!/bin/sh\r\n' });
    expect(deployment.unit('backup-integrator/0').status.status).toBe('blocked');
    lay(deployment, '/etc/');
    await deployment.configure({ 'run-before-backup': '#!/bin/nosuch\n' });
    expect(deployment.unit('backup-integrator/0').status.message).toContain(
      'run-before-backup: the interpreter "/bin/nosuch" does not exist on this unit',
    );
    await deployment.configure({ 'run-before-backup': ' \n' });
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/etc' });
  });

  it('10. an edit took six calls of relation-set', async () => {
    const deployment = await related(1, { fileset: '/etc', 'run-before-backup': script });
    const results = await deployment.configure({ fileset: '/srv', 'run-after-backup': script });
    expect(
      writes(results).filter((call) => call.startsWith('relation-set -r backup')),
    ).toHaveLength(1);
  });
});

describe('a refresh from the Python charm', () => {
  const old = (number: number) =>
    `/opt/backup-integrator-charm/backup-integrator-${number}/scripts`;

  /** Three units as the Python charm leaves them: app/0 is the leader, app/2 was it before. */
  async function left(): Promise<Deployment> {
    const deployment = await related(3, { fileset: '/etc', 'run-before-backup': script });
    for (const { root } of deployment.units) {
      chmodSync(join(root, 'opt/backup-integrator-charm'), 0o755);
    }
    for (const number of [0, 2]) {
      const folder = join(deployment.unit(`backup-integrator/${number}`).root, old(number));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'run-before-backup'), script, { mode: 0o755 });
    }
    deployment.seedDatabag('backup:2', {
      fileset: '/etc',
      'run-before-backup': `${old(0)}/run-before-backup`,
    });
    return deployment;
  }

  it('replaces the databag in one step, while the files that it named are still there', async () => {
    const deployment = await left();
    const hooks = await deployment.upgrade();
    const edits = hooks
      .flatMap((hook) => hook.calls)
      .filter((call) => call.argv[0] === 'relation-set');
    expect(edits.map((call) => call.stdin)).toEqual([
      JSON.stringify({ 'run-before-backup': `${scriptsFolder}/run-before-backup` }),
    ]);
    for (const { name } of deployment.units) {
      expect(scriptsOn(deployment, name)).toEqual({ 'run-before-backup': `700 ${script}` });
    }
  });

  it('removes the old folders a day after the new paths are published, as a job may still run', async () => {
    vi.useFakeTimers({ now: new Date('2026-01-01'), toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const deployment = await left();
    const folders = [0, 2].map((number) =>
      join(deployment.unit(`backup-integrator/${number}`).root, old(number)),
    );
    await deployment.upgrade();
    vi.setSystemTime(new Date('2026-01-01T23:59:59'));
    await deployment.updateStatus();
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
    vi.setSystemTime(new Date('2026-01-02'));
    await deployment.updateStatus();
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
  });

  it('keeps the old folder while the config is refused, as the databag still names it', async () => {
    const deployment = await left();
    const before = deployment.databag('backup:2');
    await deployment.configure({ fileset: 'etc' });
    await deployment.upgrade();
    await deployment.updateStatus();
    expect(existsSync(join(deployment.unit('backup-integrator/0').root, old(0)))).toBe(true);
    expect(deployment.databag('backup:2')).toEqual(before);
  });

  it('says on the leader, while the config is refused, that what was published stays in force', async () => {
    const deployment = await left();
    for (const [number, unit] of deployment.units.entries()) {
      drop(
        deployment,
        unit.name,
        `opt/backup-integrator-charm/state/backup-integrator/${number}.json`,
      );
    }
    deployment.seedDatabag('peers:0', {}, 'backup-integrator');
    await deployment.configure({ fileset: 'etc' });
    expect(statuses(deployment)['backup-integrator/0']).toMatch(/; last good config stays$/);
    deployment.seedDatabag('backup:2', {});
    drop(deployment, 'backup-integrator/0', 'opt/backup-integrator-charm');
    await deployment.updateStatus();
    expect(statuses(deployment)['backup-integrator/0']).toMatch(/; nothing is published yet$/);
  });

  it('removes the old folder of a former leader with the unit', async () => {
    const deployment = await left();
    await deployment.upgrade();
    const { root } = deployment.unit('backup-integrator/2');
    expect(listed(join(root, old(2)))).toEqual(['run-before-backup']);
    await deployment.removeUnit('backup-integrator/2');
    expect(listed(join(root, 'opt'))).toEqual([]);
  });

  it('leaves the folders of other applications alone', async () => {
    const deployment = await left();
    const { root } = deployment.unit('backup-integrator/0');
    const others = ['other-0', 'backup-integrator-b-0', 'my-backup-integrator-0'];
    for (const name of others) mkdirSync(join(root, 'opt/backup-integrator-charm', name));
    await deployment.upgrade();
    await deployment.removeUnit('backup-integrator/0');
    expect(listed(join(root, 'opt/backup-integrator-charm'))).toEqual(others.toSorted());
  });

  it('closes the old folders to everybody but root at once', async () => {
    const deployment = await left();
    await deployment.fire('upgrade-charm');
    for (const number of [0, 2]) {
      const { root } = deployment.unit(`backup-integrator/${number}`);
      expect(statSync(join(root, dirname(old(number)))).mode & 0o777).toBe(0o700);
    }
  });
});
