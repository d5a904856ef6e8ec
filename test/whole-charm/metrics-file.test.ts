import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../src/testing/index.ts';
import { frontEnds, lay, model, statuses } from '../support/deployment.ts';
import { one, zero } from '../support/units.ts';

const folder = '/var/lib/prometheus/node-exporter';
const file = `${folder}/backup.prom`;

const at = (deployment: Deployment, path: string, unit: string = zero) =>
  join(deployment.unit(unit).root, path);

const metricsOf = (deployment: Deployment) =>
  fs
    .readFileSync(at(deployment, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Runs what is published, as the file daemon of the unit does. */
function runPublished(deployment: Deployment, option: string): number | null {
  const path = deployment.databag('backup:2')[option] ?? expect.fail(`${option} is not published`);
  const env = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
  return spawnSync(at(deployment, path), [], { cwd: '/', env }).status;
}

describe.each(frontEnds)('metrics-file, %s', (_, frontEnd) => {
  it('has what the scripts did in the file, and costs nothing while they do nothing', async () => {
    const deployment = model(frontEnd());
    await deployment.deploy();
    lay(deployment, '/srv/data', `${folder}/`);
    await deployment.configure({
      fileset: '/srv',
      'run-before-backup': '#!/bin/sh\nexit 4\n',
      'metrics-file': file,
    });
    await deployment.integrate('bacula-fd');
    await deployment.updateStatus();
    expect(metricsOf(deployment)).toEqual([
      expect.stringMatching(/^backup_integrator_recording_since_timestamp_seconds\{.*\} \d{10}$/),
    ]);

    expect(runPublished(deployment, 'run-before-backup')).toBe(4);
    expect(runPublished(deployment, 'run-after-backup')).toBe(0);
    await deployment.updateStatus();
    const labels = (script: string) => `{application="backup-integrator",script="${script}"}`;
    const before = `backup_integrator_script_last_exit_code${labels('run-before-backup')} 4`;
    const after = `backup_integrator_script_last_success_timestamp_seconds${labels('run-after-backup')}`;
    expect(metricsOf(deployment)).toContain(before);
    expect(metricsOf(deployment)).toContainEqual(expect.stringContaining(after));
    expect(fs.statSync(at(deployment, file)).mode & 0o7777).toBe(0o644);

    const { ino } = fs.statSync(at(deployment, file));
    const [result] = await deployment.updateStatus();
    expect(fs.statSync(at(deployment, file)).ino).toBe(ino);
    expect(result?.calls.map(({ argv }) => argv[0])).toEqual([
      'config-get',
      'relation-ids',
      'is-leader',
      'status-get',
      'relation-get',
    ]);

    const { root } = deployment.unit(zero);
    await deployment.removeUnit(zero);
    expect(fs.readdirSync(join(root, folder))).toEqual([]);
  });

  it('is one file for two units on a machine, and goes with the last of them', async () => {
    const deployment = model(frontEnd());
    await deployment.deploy([{ machine: '7' }, { machine: '7' }]);
    lay(deployment, '/srv/data', `${folder}/`);
    await deployment.configure({ fileset: '/srv', 'metrics-file': file });
    await deployment.updateStatus();
    const { ino } = fs.statSync(at(deployment, file));
    await deployment.updateStatus();
    expect(fs.statSync(at(deployment, file)).ino).toBe(ino);
    await deployment.removeUnit(zero);
    expect(fs.statSync(at(deployment, file, one)).ino).toBe(ino);
    const { root } = deployment.unit(one);
    await deployment.removeUnit(one);
    expect(fs.readdirSync(join(root, folder))).toEqual([]);
  });

  it('does not keep a unit from its work where the folder is missing', async () => {
    const deployment = model(frontEnd());
    await deployment.deploy();
    lay(deployment, '/srv/data');
    await deployment.configure({ fileset: '/srv', 'metrics-file': file });
    await deployment.integrate('bacula-fd');
    const status = statuses(deployment)[zero];
    expect(status).toMatch(
      /^active: warning: metrics-file: "\/var" is not there, so that no metrics/,
    );
    expect(status?.length).toBeLessThanOrEqual('active: '.length + 160);
    expect(deployment.databag('backup:2')).toMatchObject({ fileset: '/srv' });
    expect(fs.existsSync(at(deployment, '/var'))).toBe(false);
  });
});
