import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Charm } from '../../../src/core/charm.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { backupFormatV0, backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../src/plugins/relation-publisher/relation-publisher.ts';
import { runScripts } from '../../../src/plugins/run-scripts/run-scripts.ts';
import { type Deployment, inProcess } from '../../../src/testing/index.ts';
import { check } from '../../support/check.ts';
import {
  filesOn,
  listed,
  metadata,
  model,
  nothing,
  scriptsFolder,
  scriptsOn,
} from '../../support/deployment.ts';

const unit = 'backup-integrator/0';
const dump = '#!/bin/sh\npg_dumpall\n';
const load = '#!/bin/sh\npsql\n';

it('a script may have 5 MiB', async () => {
  const most = 5 * 1024 * 1024;
  const codes = async (script: string) =>
    (await check([runScripts()], { 'run-after-backup': script }, '/')).problems.map(
      ({ code }) => code,
    );
  expect(await codes(`é${'#'.repeat(most - 2)}`)).toEqual([]);
  expect(await codes(`é${'#'.repeat(most - 1)}`)).toEqual(['run-scripts/too-long']);
});

describe('what is drafted', () => {
  it('is each script option that is set, at a path without a unit in it', async () => {
    const { draft } = await check(
      [runScripts()],
      { 'run-after-restore': 'b\n', 'run-before-backup': '#!/bin/sh\n' },
      '/',
    );
    expect(draft.scripts).toEqual([
      {
        option: 'run-before-backup',
        content: '#!/bin/sh\n',
        path: '/opt/scripts/app/run-before-backup',
      },
      { option: 'run-after-restore', content: 'b\n', path: '/opt/scripts/app/run-after-restore' },
    ]);
  });

  it.each(['', ' ', '\n\t\r\n', '\u00a0\ufeff'])(
    'is nothing of the blank script %j',
    async (blank) => {
      const { draft, lines } = await check([runScripts()], { 'run-before-backup': blank }, '/');
      expect(draft.scripts).toEqual([]);
      expect(lines).toEqual([]);
    },
  );

  it('is what the options of a fork hold, which it reads and no others', async () => {
    const plugin = runScripts({ options: ['run-on-failure'] });
    const values = { 'run-on-failure': 'f\n', 'run-before-backup': 'b\n' };
    const { draft } = await check([plugin], values, '/');
    expect(draft.scripts.map(({ path }) => path)).toEqual(['/opt/scripts/app/run-on-failure']);
    expect(plugin.options?.filter((option) => option.startsWith('run-'))).toEqual([
      'run-on-failure',
    ]);
  });
});

async function related(config: Record<string, string>): Promise<Deployment> {
  const plugins = [fileset(), runScripts(), relationPublisher({ format: backupV0 })];
  const deployment = model(inProcess(new Charm(plugins)));
  await deployment.deploy();
  await deployment.configure({ fileset: '/etc', ...config });
  await deployment.integrate('bacula-fd');
  return deployment;
}

describe('the files', () => {
  it('are none while no script is set', async () => {
    expect(filesOn(await related({}), unit)).toEqual({});
  });

  it('hold each script byte for byte, and all the others do nothing, once one is set', async () => {
    const content = 'echo \u00e9 🎉\r\n\n\n';
    expect(filesOn(await related({ 'run-after-backup': content }), unit)).toEqual({
      'run-before-backup': nothing,
      'run-after-backup': `700 ${content}`,
      'run-before-restore': nothing,
      'run-after-restore': nothing,
    });
  });

  it('stay when their option is reset, and do nothing: a job may still look for them', async () => {
    const deployment = await related({ 'run-before-backup': dump });
    await deployment.configure({ 'run-before-backup': undefined });
    expect(Object.keys(filesOn(deployment, unit))).toHaveLength(4);
    expect(scriptsOn(deployment, unit)).toEqual({});
    expect(deployment.databag('backup:2')).toEqual({ fileset: '/etc' });
    await deployment.updateStatus();
    expect(Object.keys(filesOn(deployment, unit))).toHaveLength(4);
  });

  it('are those of a fork too', async () => {
    const scripts = ['run-before-backup', 'run-on-failure'];
    const format = backupFormatV0({ scripts });
    const plugins = [fileset(), runScripts({ options: scripts }), relationPublisher({ format })];
    const more = { ...metadata.config.options, 'run-on-failure': { type: 'string' } };
    const deployment = model(inProcess(new Charm(plugins)));
    await deployment.upgrade({ metadata: { ...metadata, config: { options: more } } });
    await deployment.deploy();
    await deployment.integrate('bacula-fd');
    await deployment.configure({ fileset: '/etc', 'run-on-failure': dump });
    expect(filesOn(deployment, unit)).toEqual({
      'run-before-backup': nothing,
      'run-on-failure': `700 ${dump}`,
    });
    expect(deployment.databag('backup:2')).toEqual({
      fileset: '/etc',
      'run-on-failure': `${scriptsFolder}/run-on-failure`,
    });
  });
});

describe('when the unit goes', () => {
  /** The content of each file that stays, by name. */
  async function leftBy(deployment: Deployment): Promise<Record<string, string>> {
    const folder = join(deployment.unit(unit).root, scriptsFolder);
    await deployment.removeUnit(unit);
    return Object.fromEntries(
      listed(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
  }

  it('the scripts around a restore stay, as what was saved must come back', async () => {
    const deployment = await related({
      'run-before-backup': dump,
      'run-before-restore': dump,
      'run-after-restore': load,
    });
    expect(await leftBy(deployment)).toEqual({
      'run-before-restore': dump,
      'run-after-restore': load,
    });
  });

  it('one that does nothing goes', async () => {
    const deployment = await related({ 'run-before-restore': dump, 'run-after-restore': load });
    await deployment.configure({ 'run-before-restore': undefined });
    expect(await leftBy(deployment)).toEqual({ 'run-after-restore': load });
  });

  it('all of them go where they were never published', async () => {
    const deployment = model();
    await deployment.deploy();
    await deployment.configure({ fileset: '/etc', 'run-after-restore': load });
    expect(scriptsOn(deployment, unit)).toEqual({ 'run-after-restore': `700 ${load}` });
    expect(await leftBy(deployment)).toEqual({});
  });
});
