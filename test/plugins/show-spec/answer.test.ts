import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Deployment, inProcess } from '../../../src/testing/index.ts';
import { metadata, model, scriptsFolder } from '../../support/deployment.ts';
import { charm } from '../../support/standard.ts';
import { one, zero } from '../../support/units.ts';
import { deployed, dump, noop, show, sum } from './trial.ts';

const file = (deployment: Deployment, unit: string, name: string) =>
  join(deployment.unit(unit).root, scriptsFolder, name);

describe('show-spec', () => {
  it('says on another unit that the leader alone can read what is published', async () => {
    const deployment = await deployed();
    await deployment.updateStatus();
    const results = await show(deployment, one);
    expect(results).toMatchObject({
      differences: 'none',
      published: "this unit's config",
      'backup-2':
        'provider: bacula-fd\nonly the leader can read what is published here: juju run backup-integrator/leader show-spec',
      fileset: '/etc\n/srv/a',
    });
  });

  it('shows it on a unit that is blocked too, and says that it is blocked', async () => {
    const deployment = await deployed();
    await deployment.configure({ fileset: 'etc' });
    const results = await show(deployment, zero);
    expect(results['differences']).toBe(
      `this unit is blocked, its config has an error: fileset: "etc" is not an absolute path; write it from the root, as in "/etc"; see juju run backup-integrator/0 check\nthis unit's config is not published: see juju status`,
    );
    expect(results['backup-2']).toContain('fileset: /etc,/srv/a');
    expect(results['scripts']).toContain(sum(dump));
  });

  it('says where there is no relation, and where nothing is published in one', async () => {
    const deployment = model();
    await deployment.deploy();
    expect(await show(deployment, zero)).toMatchObject({
      published: 'there is no backup relation, so that nothing is published',
      scripts: expect.stringContaining('run-before-backup: not set; no file on this unit'),
      fileset: 'none',
    });
    await deployment.integrate('bacula-fd');
    expect(await show(deployment, zero)).toMatchObject({
      'backup-2': 'provider: bacula-fd\nnothing is published here',
    });
  });

  it('names each file that is missing, changed or nobody’s', async () => {
    const deployment = await deployed();
    rmSync(file(deployment, zero, 'run-after-backup'));
    writeFileSync(file(deployment, zero, 'run-before-backup'), 'other');
    mkdirSync(file(deployment, zero, 'run-after-restore.d'));
    rmSync(file(deployment, zero, 'run-after-restore'));
    mkdirSync(file(deployment, zero, 'run-after-restore'));
    for (let number = 10; number < 31; number++) {
      writeFileSync(file(deployment, zero, `stray-${number}`), '');
    }
    const results = await show(deployment, zero);
    const later = 'the next update-status, within five minutes, puts it back';
    expect(results['differences']).toBe(
      [
        `${scriptsFolder}/run-before-backup is not as it was put; ${later}`,
        `${scriptsFolder}/run-after-backup is missing; ${later}`,
        `${scriptsFolder}/run-after-restore is not as it was put; ${later}`,
        'nobody has put 22 of the files there: see other-files',
      ].join('\n'),
    );
    expect(results['scripts']).toBe(
      [
        `run-before-backup: set; ${scriptsFolder}/run-before-backup CHANGED by somebody, sha256 ${sum('other')}`,
        `run-after-backup: not set; ${scriptsFolder}/run-after-backup MISSING`,
        `run-before-restore: not set; ${scriptsFolder}/run-before-restore as it was put, sha256 ${sum(noop)}`,
        `run-after-restore: not set; ${scriptsFolder}/run-after-restore CHANGED by somebody`,
      ].join('\n'),
    );
    expect(String(results['other-files']).split('\n')).toHaveLength(21);
    expect(results['other-files']).toContain(`${scriptsFolder}/stray-10 that nobody has put there`);
    expect(results['other-files']).toMatch(/and 2 more that nobody has put there$/);
  });

  it('shows how the scripts have run, where that is recorded', async () => {
    const deployment = await deployed();
    const runs = join(
      deployment.unit(zero).root,
      'opt/backup-integrator-charm/runs/backup-integrator',
    );
    mkdirSync(runs, { recursive: true, mode: 0o700 });
    const note = (name: string, text: string) =>
      writeFileSync(join(runs, name), text, { mode: 0o600 });
    note('since', 'since=1764000000\n');
    note(
      'run-before-backup',
      'started=1764000000 ended=1764000012 exit=1 seconds=12 overlimit=0\n',
    );
    expect((await show(deployment, zero))['runs']).toBe(
      [
        'recorded since 2025-11-24T16:00:00Z',
        'run-before-backup: 2025-11-24T16:00:00Z, exit code 1 after 12 s; never succeeded',
        'run-after-backup: never',
        'run-before-restore: never',
        'run-after-restore: never',
      ].join('\n'),
    );
  });

  it('takes no parameters', async () => {
    const actions = { 'show-spec': { params: { relation: { type: 'string' } } } };
    const deployment = model(inProcess(charm), '3.6', { ...metadata, actions });
    await deployment.deploy();
    const parameters = { relation: 'backup:1' };
    expect(await deployment.runAction(zero, 'show-spec', parameters)).toMatchObject({
      status: 'failed',
      message: 'there is no parameter "relation"; give none',
    });
  });
});
