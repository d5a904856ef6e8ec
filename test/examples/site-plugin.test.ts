import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { standard } from '../../src/plugins/standard.ts';
import { describeSitePlugin } from '../../src/testing/index.ts';
import { frontEnds, lay, model, statuses } from '../support/deployment.ts';

const file = resolve('examples/site-plugin/site-plugins.mjs');

describeSitePlugin(
  { describe, it },
  {
    file,
    name: 'databaseDump',
    options: { more: ['/data/*'] },
    refused: { fileset: '/var/lib/mysql,/etc' },
    accepted: { fileset: '/var/lib/mysql', 'run-before-backup': '#!/bin/sh\nexit 0\n' },
    before: standard(),
  },
);

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
      'blocked: fileset: /var/lib/postgresql/16 holds a running database (PostgreSQL); dump it in run-before-backup, and list the dump; nothing is published yet (+1 more)',
    );
    await juju.configure({ 'run-before-backup': '#!/bin/sh\nexit 0\n' });
    expect(statuses(juju)['backup-integrator/0']).toMatch(/^waiting: /);
  });
});
