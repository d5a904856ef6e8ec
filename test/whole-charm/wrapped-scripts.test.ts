import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment, FrontEnd } from '../../src/testing/index.ts';
import {
  filesOn,
  frontEnds,
  lay,
  listed,
  model,
  nothing,
  scriptsFolder,
  statuses,
} from '../support/deployment.ts';

const unit = 'backup-integrator/0';
const base = '/opt/backup-integrator-charm';
const dump = '#!/bin/sh\necho dumping\n';

async function related(frontEnd: FrontEnd, config: Record<string, string | boolean>) {
  const deployment = model(frontEnd);
  await deployment.deploy();
  lay(deployment, '/srv/data');
  await deployment.configure({ fileset: '/srv', ...config });
  await deployment.integrate('bacula-fd');
  return deployment;
}

const rootOf = (deployment: Deployment, name = unit) => deployment.unit(name).root;
const runsOn = (deployment: Deployment) =>
  listed(join(rootOf(deployment), base, 'runs/backup-integrator'));

/** Runs what is published, as the file daemon of the unit does. */
function runPublished(deployment: Deployment, option: string) {
  const path = deployment.databag('backup:2')[option] ?? expect.fail(`${option} is not published`);
  const { status, stdout } = spawnSync(join(rootOf(deployment), path), [], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    encoding: 'utf8',
  });
  return { status, stdout };
}

describe.each(frontEnds)('a script with a time limit, %s', (_, frontEnd) => {
  it('is published at its path, and does there what the option says', async () => {
    const deployment = await related(frontEnd(), {
      'run-before-backup': dump,
      'script-timeout': '1h',
    });
    expect(deployment.databag('backup:2')).toEqual({
      fileset: '/srv',
      'run-before-backup': `${scriptsFolder}/run-before-backup`,
    });
    expect(runPublished(deployment, 'run-before-backup')).toEqual({
      status: 0,
      stdout: 'dumping\n',
    });
  });

  it('is replaced with its wrapper, and is the option again once there is no limit', async () => {
    const deployment = await related(frontEnd(), {
      'run-before-backup': dump,
      'script-timeout': '1h',
    });
    await deployment.configure({ 'run-before-backup': '#!/bin/sh\necho other\n' });
    expect(runPublished(deployment, 'run-before-backup').stdout).toBe('other\n');
    await deployment.updateStatus();
    expect(Object.keys(filesOn(deployment, unit))).toHaveLength(5);
    await deployment.configure({ 'script-timeout': undefined });
    await deployment.updateStatus();
    expect(filesOn(deployment, unit)).toEqual({
      'run-before-backup': '700 #!/bin/sh\necho other\n',
      'run-after-backup': nothing,
      'run-before-restore': nothing,
      'run-after-restore': nothing,
    });
  });

  it('is refused where the limit is no duration, and the last good one stays', async () => {
    const deployment = await related(frontEnd(), {
      'run-before-backup': dump,
      'script-timeout': '1h',
    });
    const before = filesOn(deployment, unit);
    await deployment.configure({ 'script-timeout': 'soon' });
    expect(statuses(deployment)[unit]).toBe(
      'blocked: script-timeout: "soon" is not a duration of 1s to 30d; write it as in 90s, 30m or 2h, or reset the option for no limit; last good config stays',
    );
    expect(filesOn(deployment, unit)).toEqual(before);
  });

  it('is a plain script where it stays for a restore', async () => {
    const deployment = await related(frontEnd(), {
      'run-before-backup': dump,
      'run-after-restore': '#!/bin/sh\nload\n',
      'script-timeout': '1h',
      'expect-backup-every': '26h',
    });
    await deployment.updateStatus();
    const root = rootOf(deployment);
    await deployment.removeUnit(unit);
    expect(listed(join(root, scriptsFolder))).toEqual(['run-after-restore']);
    expect(readFileSync(join(root, scriptsFolder, 'run-after-restore'), 'utf8')).toBe(
      '#!/bin/sh\nload\n',
    );
    expect(listed(join(root, base))).toEqual(['scripts']);
  });

  it('costs no write and no line of the log in the steady state', async () => {
    const deployment = await related(frontEnd(), {
      'run-before-backup': dump,
      'script-timeout': '1h',
      'expect-backup-every': '26h',
    });
    await deployment.updateStatus();
    const before = filesOn(deployment, unit);
    const [result] = await deployment.updateStatus();
    expect(result?.calls.map(({ argv }) => argv[0])).toEqual([
      'config-get',
      'relation-ids',
      'is-leader',
      'status-get',
      'relation-get',
    ]);
    expect(filesOn(deployment, unit)).toEqual(before);
  });
});

describe.each(frontEnds)('expect-backup-every, %s', (_, frontEnd) => {
  it('has the runs around a backup noted, also where no script is set', async () => {
    const deployment = await related(frontEnd(), { 'expect-backup-every': '26h' });
    expect(Object.keys(deployment.databag('backup:2'))).toEqual([
      'fileset',
      'run-before-backup',
      'run-after-backup',
    ]);
    expect(runsOn(deployment)).toEqual(['since']);
    for (const option of ['run-before-backup', 'run-after-backup']) {
      expect(runPublished(deployment, option)).toEqual({ status: 0, stdout: '' });
    }
    expect(runsOn(deployment)).toEqual(['run-after-backup', 'run-before-backup', 'since']);
  });

  it('forgets them when it is reset', async () => {
    const deployment = await related(frontEnd(), { 'expect-backup-every': '26h' });
    await deployment.configure({ 'expect-backup-every': undefined });
    await deployment.updateStatus();
    expect(existsSync(join(rootOf(deployment), base, 'runs'))).toBe(false);
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/srv' });
  });

  it('warns of a unit whose backups have stopped, until one completes', async () => {
    const deployment = await related(frontEnd(), { 'expect-backup-every': '1h', strict: true });
    const runs = join(rootOf(deployment), base, 'runs/backup-integrator');
    const ago = Math.floor(Date.now() / 1000) - 3 * 3600;
    writeFileSync(join(runs, 'since'), `since=${ago}\n`);
    await deployment.updateStatus();
    const status = statuses(deployment)[unit];
    expect(status).toMatch(
      /^active: warning: expect-backup-every: no backup has completed on this unit since \d{4}-\d\d-\d\d \d\d:\d\d UTC \(expected every 1h\); /,
    );
    expect(status?.length).toBeLessThanOrEqual('active: '.length + 160);
    // It survives a refresh and a reboot.
    await deployment.upgrade();
    expect(statuses(deployment)[unit]).toBe(status);
    runPublished(deployment, 'run-before-backup');
    await deployment.updateStatus();
    expect(statuses(deployment)[unit]).toBe(status);
    runPublished(deployment, 'run-after-backup');
    await deployment.updateStatus();
    expect(statuses(deployment)[unit]).toBe('active: ');
  });

  it('gives a unit whose record is lost its time again', async () => {
    const deployment = await related(frontEnd(), { 'expect-backup-every': '1h' });
    const runs = join(rootOf(deployment), base, 'runs');
    rmSync(runs, { recursive: true });
    mkdirSync(runs);
    await deployment.updateStatus();
    expect(statuses(deployment)[unit]).toBe('active: ');
    expect(runsOn(deployment)).toEqual(['since']);
  });
});

describe('clean-up-on-failure', () => {
  it('runs run-after-backup where run-before-backup fails, and only then', async () => {
    const [[, frontEnd] = expect.fail('no front end')] = frontEnds;
    const deployment = await related(frontEnd(), {
      'run-before-backup': '#!/bin/sh\nexit 4\n',
      'run-after-backup': '#!/bin/sh\necho tidied\n',
      'clean-up-on-failure': true,
    });
    const failed = runPublished(deployment, 'run-before-backup');
    expect(failed.status).toBe(4);
    expect(failed.stdout).toMatch(/tidied\n$/);
    await deployment.configure({ 'run-before-backup': '#!/bin/sh\nexit 0\n' });
    expect(runPublished(deployment, 'run-before-backup')).toEqual({ status: 0, stdout: '' });
  });
});
