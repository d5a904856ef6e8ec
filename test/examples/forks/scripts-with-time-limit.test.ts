import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { charm } from '../../../examples/scripts-with-time-limit/charm.ts';
import { timeLimit } from '../../../examples/scripts-with-time-limit/time-limit.ts';
import { runScripts } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { type Deployment, describeCharm, describePlugin } from '../../../src/testing/index.ts';
import { filesOn, lay, scriptsFolder } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';
import { bothWays, databagFor } from './both-ways.ts';
import { trialOf } from './trials.ts';

describePlugin({ describe, it }, () => timeLimit({ limit: '1h' }), {
  config: { 'run-before-backup': '#!/bin/sh\n', 'run-after-restore': '#!/bin/sh\n' },
  before: [runScripts()],
});

/** A charm that runs one script, and what it published. */
async function withScript(juju: Deployment, script: Readonly<Record<string, string>>) {
  await juju.deploy();
  lay(juju, '/srv/a');
  await juju.configure({ fileset: '/srv/a', ...script });
  return databagFor(juju);
}

const runner = (option: string) =>
  `700 #!/bin/sh\nexec timeout --kill-after=30s 6h ${scriptsFolder}/${option}\n`;

describeCharm({ describe, it }, charm, trialOf('scripts-with-time-limit'));

bothWays('scripts-with-time-limit', charm, (open) => {
  it('publishes a runner with the limit, and keeps the script next to it', async () => {
    const juju = open();
    expect(await withScript(juju, { 'run-before-backup': '#!/bin/sh\nexit 7\n' })).toEqual({
      fileset: '/srv/a',
      'run-before-backup': `${scriptsFolder}/run-before-backup.timed`,
    });
    expect(filesOn(juju, zero)).toMatchObject({
      'run-before-backup': '700 #!/bin/sh\nexit 7\n',
      'run-before-backup.timed': runner('run-before-backup'),
      'run-after-backup.timed': '700 #!/bin/sh\nexit 0\n',
    });
  });

  it('leaves a runner that does nothing, as a job may still look for it', async () => {
    const juju = open();
    await withScript(juju, { 'run-before-backup': '#!/bin/sh\nexit 7\n' });
    await juju.configure({ 'run-before-backup': undefined });
    expect(filesOn(juju, zero)['run-before-backup.timed']).toBe('700 #!/bin/sh\nexit 0\n');
  });

  it('writes a runner that passes on how its script ended', async () => {
    const juju = open();
    await withScript(juju, { 'run-before-backup': '#!/bin/sh\nexit 7\n' });
    const text = filesOn(juju, zero)['run-before-backup.timed'] ?? '';
    const script = text.replace('700 ', '').replace(' /opt', ` ${juju.unit(zero).root}/opt`);
    expect(spawnSync('/bin/sh', ['-c', script]).status).toBe(7);
    expect(spawnSync('/bin/sh', ['-c', script.replace(/6h .*/, '0.1s sleep 60')]).status).toBe(124);
  });

  it('leaves the runners of a restore behind, next to their scripts', async () => {
    const juju = open();
    const script = '#!/bin/sh\nexit 7\n';
    await withScript(juju, { 'run-before-backup': script, 'run-after-restore': script });
    await juju.updateStatus();
    const { root } = juju.unit(zero);
    const left = () =>
      spawnSync('ls', [`${root}${scriptsFolder}`], { encoding: 'utf8' }).stdout.split('\n');
    expect(left()).toContain('run-before-backup.timed');
    await juju.removeUnit(zero);
    expect(left()).toEqual(['run-after-restore', 'run-after-restore.timed', '']);
  });
});
