import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { metrics } from '../../../src/plugins/metrics/metrics.ts';
import { runScripts } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { type Deployment, describePlugin } from '../../../src/testing/index.ts';
import { check } from '../../support/check.ts';
import { lay, model, statuses } from '../../support/deployment.ts';
import { one, zero } from '../../support/units.ts';
import { world } from '../../support/world.ts';

const folder = '/var/lib/prometheus/node-exporter';
const file = `${folder}/backup.prom`;
const firstLine = '# Written by the charm backup-integrator, application backup-integrator.\n';

describePlugin({ describe, it }, metrics, {
  config: { 'metrics-file': file, 'run-before-backup': '#!/bin/sh\n' },
  configs: [{ 'metrics-file': '/none/b.prom' }, { 'metrics-file': 'b.prom' }],
  files: { [`${folder}/other.prom`]: '', '/etc/hosts': '' },
});

describe('metrics-file', () => {
  const lines = async (value: string, root: string, strict = false) =>
    (await check([metrics()], { 'metrics-file': value, strict }, root)).lines;

  it('says nothing where it is not set, or right', async () => {
    expect(await lines('', '/nowhere')).toEqual([]);
    expect(await lines(file, world({ [folder]: 'folder' }))).toEqual([]);
  });

  it('is refused where it is no such path', async () => {
    expect(await lines('backup.prom', '/nowhere')).toEqual([
      'error metrics/invalid-path: metrics-file: "backup.prom" is not an absolute path; write it as in /var/lib/prometheus/node-exporter/backup-integrator.prom, or reset the option',
    ]);
  });

  it('warns where the folder is missing', async () => {
    expect(await lines(file, world({ '/var/lib': 'folder' }))).toEqual([
      'warning metrics/no-folder: metrics-file: "/var/lib/prometheus" is not there, so that no metrics are written on this unit; install node exporter there, make the folder, or name another path',
    ]);
  });

  it('warns where a link leads to the folder', async () => {
    const root = world({
      '/srv/x/prometheus/node-exporter': 'folder',
      '/var/lib': { link: '/srv/x' },
    });
    expect(await lines(file, root)).toEqual([
      'warning metrics/linked-folder: metrics-file: "/var/lib" is a symbolic link, so that no metrics are written on this unit; write the path that it leads to',
    ]);
  });
});

describe('the file', () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = model();
    await deployment.deploy(2);
    lay(deployment, '/srv/data', `${folder}/`, '/srv/other/');
    await deployment.configure({ fileset: '/srv/data', 'metrics-file': file });
    await deployment.integrate('bacula-fd');
    await deployment.updateStatus();
  });

  const at = (path: string, unit: string = zero) => join(deployment.unit(unit).root, path);
  const text = (path = file, unit: string = zero) => fs.readFileSync(at(path, unit), 'utf8');
  const isThere = (path: string, unit: string = zero) => fs.existsSync(at(path, unit));

  /** As the wrapper notes a run. */
  function ran(option: string): void {
    const record = at(`/opt/backup-integrator-charm/runs/backup-integrator/${option}`);
    fs.writeFileSync(record, 'started=1764000000 ended=1764000012 exit=3 seconds=12\n', {
      mode: 0o600,
    });
  }

  /** Lets the disk refuse to remove it meanwhile. */
  async function readOnly(run: () => Promise<unknown>): Promise<void> {
    const unlinkSync = fs.unlinkSync;
    fs.unlinkSync = (name) => {
      if (String(name).endsWith('/backup.prom')) {
        throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
      }
      unlinkSync(name);
    };
    try {
      await run();
    } finally {
      fs.unlinkSync = unlinkSync;
    }
  }

  it('is there on each unit from the first event on, and has what was noted by the next one', async () => {
    for (const unit of [zero, one]) {
      expect(text(file, unit)).toMatch(
        new RegExp(
          `^${firstLine}(#.*\n){2}backup_integrator_recording_since_timestamp_seconds.*\n$`,
        ),
      );
    }
    ran('run-after-backup');
    await deployment.updateStatus();
    expect(text()).toContain(
      'backup_integrator_script_last_exit_code{application="backup-integrator",script="run-after-backup"} 3\n',
    );
    expect(text(file, one)).not.toContain('exit_code');
  });

  it('has nothing of a script that is not set any more', async () => {
    await deployment.configure({ 'run-before-restore': '#!/bin/sh\n' });
    ran('run-before-restore');
    await deployment.updateStatus();
    expect(text()).toContain('script="run-before-restore"');
    await deployment.configure({ 'run-before-restore': undefined });
    expect(text()).not.toContain('script="run-before-restore"');
  });

  it('moves with the option, and goes with it', async () => {
    await deployment.configure({ 'metrics-file': '/srv/other/b.prom' });
    expect([isThere(file), isThere('/srv/other/b.prom')]).toEqual([false, true]);
    await deployment.configure({ 'metrics-file': undefined });
    expect(isThere('/srv/other/b.prom')).toBe(false);
    expect(isThere('/srv/other')).toBe(true);
  });

  it('stays, and is written on, while the option is refused', async () => {
    await deployment.configure({ 'metrics-file': '/srv/other/b' });
    expect(statuses(deployment)[zero]).toMatch(
      /^blocked: metrics-file: "\/srv\/other\/b" is not the name of a file in \.prom; .*last good config stays/,
    );
    ran('run-after-backup');
    await deployment.updateStatus();
    expect(text()).toContain('script="run-after-backup"');
    await deployment.configure({ 'metrics-file': '/srv/other/b.prom' });
    expect([isThere(file), isThere('/srv/other/b.prom')]).toEqual([false, true]);
  });

  it('is left alone where it is of somebody else, which is said and holds nothing back', async () => {
    lay(deployment, '/srv/other/b.prom');
    const hooks = await deployment.configure({ 'metrics-file': '/srv/other/b.prom', strict: true });
    expect(text('/srv/other/b.prom')).toBe('');
    expect(isThere(file)).toBe(false);
    expect(statuses(deployment)[zero]).toMatch(
      /^active: warning: metrics-file: \/srv\/other\/b.prom is left alone: /,
    );
    expect(hooks.every(({ isCommitted }) => isCommitted)).toBe(true);
    await deployment.configure({ 'metrics-file': undefined });
    expect(text('/srv/other/b.prom')).toBe('');
  });

  it('comes back with its folder', async () => {
    fs.renameSync(at(folder), at('/srv/moved'));
    fs.mkdirSync(at(folder));
    await deployment.updateStatus();
    expect(isThere(file)).toBe(true);
    fs.rmSync(at(folder), { recursive: true });
    await deployment.updateStatus();
    expect(statuses(deployment)[zero]).toMatch(/^active: warning: metrics-file: .* is not there/);
  });

  it('is said while it can not be removed, and tried again', async () => {
    await readOnly(() => deployment.configure({ 'metrics-file': undefined }));
    expect(statuses(deployment)[zero]).toMatch(
      /^active: warning: metrics-file: \S* can't be removed: the file system is read-only/,
    );
    expect(isThere(file)).toBe(true);
    await deployment.updateStatus();
    expect([isThere(file), statuses(deployment)[zero]]).toEqual([false, 'active: ']);
  });

  it('is remembered with the last ten that can not be removed', async () => {
    await readOnly(async () => {
      for (let number = 0; number < 12; number++) {
        await deployment.configure({ 'metrics-file': `/srv/other/${number}/backup.prom` });
        for (const unit of [zero, one]) fs.mkdirSync(at(`/srv/other/${number}`, unit));
        await deployment.updateStatus();
      }
    });
    await deployment.configure({ 'metrics-file': undefined });
    const left = [file, '/srv/other/0/backup.prom', '/srv/other/1/backup.prom'];
    expect(left.map((path) => isThere(path))).toEqual([true, true, false]);
  });

  it('goes with the unit', async () => {
    const { root } = deployment.unit(zero);
    await deployment.removeUnit(zero);
    expect([fs.existsSync(join(root, file)), fs.existsSync(join(root, folder))]).toEqual([
      false,
      true,
    ]);
    expect(isThere(file, one)).toBe(true);
  });
});

describe('what the note holds', () => {
  it('removes no file that could not have been configured', async () => {
    const deployment = model();
    await deployment.deploy();
    lay(deployment, `${folder}/`);
    await deployment.configure({ 'metrics-file': file });
    const { root } = deployment.unit(zero);
    const state = join(root, 'opt/backup-integrator-charm/state/backup-integrator/0.json');
    const target = join(root, '/etc/shadow');
    fs.mkdirSync(dirname(target), { recursive: true });
    fs.writeFileSync(target, firstLine);
    const memory = fs.readFileSync(state, 'utf8');
    expect(memory).toContain(`"metrics":"${file}"`);
    fs.writeFileSync(state, memory.replace(`"metrics":"${file}"`, '"metrics":"/etc/shadow"'));
    await deployment.configure({ 'metrics-file': undefined });
    expect(fs.existsSync(target)).toBe(true);
  });
});

it('the scripts around a backup run for it, also where none is set', async () => {
  const { draft } = await check([runScripts()], { 'metrics-file': file }, '/nowhere');
  expect(draft.scripts.map(({ option }) => option)).toEqual([
    'run-before-backup',
    'run-after-backup',
  ]);
});
