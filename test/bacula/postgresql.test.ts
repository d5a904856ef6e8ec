import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { isClean } from './harness/bconsole.ts';
import { Postgres } from './harness/postgres.ts';
import { provide } from './harness/provider.ts';
import { record } from './harness/record.ts';
import { expectCommitted, Site, temporaryFolder } from './harness/site.ts';
import { Suite } from './harness/suite.ts';
import { differences, snapshot, wipe } from './harness/tree.ts';
import { World } from './harness/world.ts';

const example: Readonly<Record<string, Readonly<Record<string, string>>>> = parse(
  fs.readFileSync(path.join(import.meta.dirname, '../../examples/recipes/postgresql.yaml'), 'utf8'),
);

/** A name that a careless script would split, or take for a connection string. */
const oddName = `it's = odd`;

it('the example config brings a truncated and a dropped database back', async () => {
  await using site = await Site.deploy('backup-integrator', 1);
  const [unit] = site.juju.units;
  if (unit === undefined) throw new Error('the application has no unit');
  const machine = site.machine(unit);
  const etc = new World(machine, '/etc/postgresql');
  etc.file('15/main/pg_hba.conf', 'local all all peer\n', { mode: 0o640, mtime: 1e9 });
  const suite = await Suite.start(temporaryFolder('suite'), 'PostgreSQL', 1);
  const workload = await Postgres.start(machine.root);
  try {
    workload.sql('postgres', '-c', `create role clerk login`);
    workload.sql('postgres', '-c', `create database shop owner clerk`);
    workload.sql('postgres', '-c', `create database "${oddName}"`);
    workload.sql(
      'shop',
      '-c',
      `create table orders as select i, 'Größe ' || i as note from generate_series(1, 5000) i`,
    );
    workload.sql(oddName, '-c', `create table t as select 42 as answer`);
    const orders = () =>
      workload.sql(
        'shop',
        '-c',
        'select count(*), md5(string_agg(note, chr(10) order by i)) from orders',
      );
    const saved = orders();

    expectCommitted(await site.juju.configure(example['backup-integrator'] ?? {}));
    expect(unit.status.status).toBe('active');
    const [job] = await provide(suite, site);
    if (job === undefined) throw new Error('nothing to back up');
    const settings = snapshot([etc.host('15')]);
    const backup = await suite.backup(job.name);
    expect(isClean(backup), backup.log).toBe(true);
    expect(fs.readdirSync(machine.path('/var/backups/postgresql'))).toEqual([]);

    workload.sql('shop', '-c', 'truncate orders');
    workload.sql('postgres', '-c', `drop database "${oddName}"`);
    expect(orders()).not.toBe(saved);
    wipe(etc.host('15'));

    const restore = await suite.restore(job);
    expect(isClean(restore), restore.log).toBe(true);
    expect(orders()).toBe(saved);
    expect(workload.sql(oddName, '-c', 'select answer from t').trim()).toBe('42');
    expect(differences(settings, snapshot([etc.host('15')]))).toEqual([]);
  } finally {
    await workload.stop();
    await suite.stop();
  }
  record({
    order: 1.5,
    title: 'A PostgreSQL server, with examples/recipes/postgresql.yaml',
    about:
      'PostgreSQL runs on the unit’s machine. The scripts of the example dump it before the backup and load it after the restore.',
    columns: ['Lost in between', 'After the restore'],
    rows: [
      ['a table of 5,000 rows is truncated', 'every row is back'],
      ['a database with blanks, quotes and = in its name is dropped', 'it is back'],
      ['/etc/postgresql is removed', 'identical'],
    ],
  });
});
