import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseDump } from '../../examples/site-plugin/site-plugins.mjs';
import { PluginOptions } from '../../src/core/validators/plugin-options.ts';
import { fileset } from '../../src/plugins/fileset/fileset.ts';
import { runScripts } from '../../src/plugins/run-scripts/run-scripts.ts';
import { describePlugin } from '../../src/testing/index.ts';
import { frontEnds, lay, model, statuses } from '../support/deployment.ts';

const options = new PluginOptions({ name: 'databaseDump', line: 1 });

describePlugin({ describe, it }, () => databaseDump(options), {
  config: { fileset: '/var/lib/mysql' },
  before: [fileset(), runScripts()],
});

const file = resolve('examples/site-plugin/site-plugins.mjs');

describe.each(frontEnds)('examples/site-plugin, %s', (_, frontEnd) => {
  it('refuses the files of a database until there is a dump', async () => {
    const juju = model(frontEnd());
    await juju.deploy();
    lay(juju, '/var/lib/postgresql/16/', '/data/redis/');
    juju.attachResource('site-plugins', file);
    await juju.configure({
      fileset: '/var/lib/postgresql/16,/data/redis',
      plugins: '- databaseDump: {more: [/data/redis]}',
    });
    expect(statuses(juju)['backup-integrator/0']).toBe(
      'blocked: fileset: /var/lib/postgresql/16 has the files of a running database (PostgreSQL); dump it in run-before-backup, and list the dump (+1 more in the log)',
    );
    await juju.configure({ 'run-before-backup': '#!/bin/sh\nexit 0\n' });
    expect(statuses(juju)['backup-integrator/0']).toMatch(/^waiting: /);
  });
});
