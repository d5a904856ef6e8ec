import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Charm } from '../../../src/core/charm.ts';
import { replace } from '../../../src/core/plugin-list.ts';
import { check } from '../../../src/plugins/check/check.ts';
import { bundledValidators, standard } from '../../../src/plugins/standard.ts';
import { type Deployment, type FrontEnd, inProcess } from '../../../src/testing/index.ts';
import { filesOn, lay, model } from '../../support/deployment.ts';
import { put, zero } from '../../support/units.ts';

async function deployed(fileset: string, frontEnd?: FrontEnd): Promise<Deployment> {
  const deployment = model(frontEnd);
  await deployment.deploy();
  lay(deployment, '/srv/a', '/srv/b');
  await deployment.configure({ fileset });
  return deployment;
}

describe('check', () => {
  it('shows the paths that the fileset stands for, and that there is no problem', async () => {
    const deployment = await deployed('/srv/*');
    expect(await deployment.runAction(zero, 'check')).toMatchObject({
      status: 'completed',
      results: {
        errors: '0',
        warnings: '0',
        problems: 'none',
        paths: '/srv/a: file, 0 bytes\n/srv/b: file, 0 bytes',
      },
    });
  });

  it('completes with warnings, and fails with errors, each with its code and fix', async () => {
    const warned = await (await deployed('/srv/none')).runAction(zero, 'check');
    expect(warned).toMatchObject({ status: 'completed', results: { errors: '0', warnings: '1' } });
    const refused = await (await deployed('etc,/a/../b')).runAction(zero, 'check');
    expect(refused).toMatchObject({ status: 'failed', message: 'the config has 2 errors' });
    expect(refused.results['problems']).toContain(
      'error: fileset: "etc" is not an absolute path; write it from the root, as in "/etc" [fileset/relative-path]',
    );
  });

  it('names what only other units have', async () => {
    const deployment = model();
    await deployment.deploy(2);
    await deployment.integrate('bacula-fd');
    put(deployment, 'backup-integrator/1', '/srv/b');
    put(deployment, zero, '/srv/a');
    await deployment.configure({ fileset: '/srv/*' });
    const { results } = await deployment.runAction(zero, 'check');
    expect(results['paths']).toBe('/srv/a: file, 0 bytes\n/srv/b: on other units only');
  });
});

describe('check of another config', () => {
  it('judges what it is given in the place of what is set', async () => {
    const deployment = await deployed('/srv/a');
    const given = { fileset: '/srv/none', strict: true, 'run-before-backup': '@dump.sh' };
    const { message, results } = await deployment.runAction(zero, 'check', given);
    expect(message).toBe('the config has 2 errors');
    expect(results['paths']).toBe('/srv/none: missing');
    expect(results['problems']).toMatch(
      /^error: fileset: "\/srv\/none" .*\nerror: run-before-backup/,
    );
    const plugins = '- size-budget: {files: 1}';
    const budget = await deployment.runAction(zero, 'check', { plugins, fileset: '/srv' });
    expect(budget.results['problems']).toContain('[size-budget/over-budget]');
  });

  it('takes an empty text for not set', async () => {
    const deployment = await deployed('/srv/a');
    const { results } = await deployment.runAction(zero, 'check', { fileset: '' });
    expect(results).toMatchObject({ errors: '1', paths: 'none' });
    expect(results['problems']).toContain('[fileset/not-set]');
  });

  it('leaves what is set, published and on the disk as it is', async () => {
    const deployment = await deployed('/srv/a');
    await deployment.integrate('bacula-fd');
    const state = () => [
      filesOn(deployment, zero),
      deployment.unit(zero).status,
      deployment.relationIds().map((id) => deployment.databag(id)),
    ];
    const before = state();
    const given = { fileset: '/srv/b', 'run-before-backup': '#!/bin/sh\n', size: true };
    const { hook } = await deployment.runAction(zero, 'check', given);
    const written = hook.calls.filter(({ argv }) =>
      /^(relation|status|state)-set|juju-log/.test(argv[0]),
    );
    expect(written).toEqual([]);
    expect(state()).toEqual(before);
    expect(await deployment.updateStatus()).toMatchObject([{ code: 0 }]);
    expect(state()).toEqual(before);
  });

  it('fails with what is wrong with a parameter, and judges nothing', async () => {
    const deployment = await deployed('/srv/a');
    expect(await deployment.runAction(zero, 'check', { fileset: 7 })).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^parameter fileset is the number 7, and has to be a text; /),
      results: {},
    });
  });
});

describe('check size=true', () => {
  it('counts files and bytes, below each path and together', async () => {
    const deployment = await deployed('/srv,/srv/b,/srv/none');
    writeFileSync(join(deployment.unit(zero).root, 'srv/b'), 'x'.repeat(2048));
    expect((await deployment.runAction(zero, 'check', { size: true })).results).toMatchObject({
      paths: '/srv: folder, 3 files, 2.0 KiB\n/srv/b: file, 2.0 KiB\n/srv/none: missing',
      files: '3',
      bytes: '2048',
      counted: 'all',
    });
  });

  it('shows its progress, and ends after the seconds that it is given', async () => {
    let now = 0;
    const clock = () => (now += 1000);
    const list = replace(standard(), 'check', check({ clock }));
    const deployment = await deployed('/srv', inProcess(new Charm(list, bundledValidators)));
    mkdirSync(join(deployment.unit(zero).root, 'srv/many'));
    for (let number = 0; number < 2000; number++) put(deployment, zero, `/srv/many/${number}`);
    const given = { size: true, seconds: 5 };
    const { log, results } = await deployment.runAction(zero, 'check', given);
    expect(log[0]).toMatch(/^counted \d+ files with \d+ bytes$/);
    expect(results['counted']).toBe('not all: counting stopped after 5 seconds');
    expect(results['paths']).toMatch(/^\/srv: folder, at least \d+ files, 0 bytes$/);
  });
});

describe.runIf(process.platform === 'linux')('check deep=true', () => {
  it('lists what a backup would lose, and what it could not find out', async () => {
    const deployment = await deployed('/srv');
    truncateSync(join(deployment.unit(zero).root, 'srv/a'), 1024 * 1024);
    const { status, results } = await deployment.runAction(zero, 'check', { deep: true });
    expect(status).toBe('completed');
    expect(results).toMatchObject({
      losses: expect.stringMatching(/^1 sparse or compressed file: "\/srv\/a"; .* \[sparse\]$/),
      'not-found-out':
        'which files are open for writing: the system does not tell which files are open',
      'names-looked-at': '3',
    });
    expect(results).not.toHaveProperty('files');
  });

  it('fails where the catalog would be empty, with everything else that is wrong', async () => {
    const deployment = await deployed('/srv');
    const { root } = deployment.unit(zero);
    writeFileSync(Buffer.from(`${root}/srv/caf\xe9`, 'latin1'), '');
    const why = 'the catalog would have no file of the backup, as 1 name is not UTF-8';
    expect(await deployment.runAction(zero, 'check', { deep: true })).toMatchObject({
      status: 'failed',
      message: why,
      results: { errors: '0', losses: expect.stringContaining('"/srv/caf\\xe9"') },
    });
    const given = { deep: true, fileset: '/srv,etc' };
    expect((await deployment.runAction(zero, 'check', given)).message).toBe(
      `the config has 1 error, and ${why}`,
    );
  });
});
