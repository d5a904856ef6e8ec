import { expect, it } from 'vitest';
import { describeVerdict } from './harness/bconsole.ts';
import { runCycle } from './harness/cycle.ts';
import { provide } from './harness/provider.ts';
import { record } from './harness/record.ts';
import { expectCommitted, Site, temporaryFolder } from './harness/site.ts';
import { Suite } from './harness/suite.ts';
import { World } from './harness/world.ts';

const own = (unit: string) => `/srv/app/${unit.replace('/', '-')}.sql`;

it('each of three units gets back what only it has of a glob', async () => {
  await using site = await Site.deploy('backup-integrator', 3);
  const suite = await Suite.start(temporaryFolder('suite'), 'SQLite', 3);
  try {
    for (const { name, root } of site.juju.units) {
      const world = new World(site.machines.of({ root }), '/');
      world.file(own(name), `${name}\n`, { mtime: 1e9 });
      world.file('/srv/app/left.out', name);
    }
    expectCommitted(await site.juju.configure({ fileset: '/srv/app/*.sql' }));
    const everyMatch = site.juju.units.map(({ name }) => own(name));
    expect(site.databag()['fileset']?.split(',').toSorted()).toEqual(everyMatch);
    expect(site.juju.units.map(({ status }) => status)).toEqual(
      everyMatch.map(() => ({ status: 'active', message: '' })),
    );

    const units = await provide(suite, site);
    const cycles = await Promise.all(
      site.juju.units.map(async ({ name, root }, index) => {
        const unit = units[index];
        if (unit === undefined) throw new Error(`${name} has no job`);
        const { backup, restore, differences } = await runCycle(suite, unit, [root + own(name)]);
        const files = backup.kind === 'ran' ? backup.files : 0;
        return {
          backup: describeVerdict(backup),
          restore: describeVerdict(restore),
          files,
          differences,
        };
      }),
    );
    // The other units' matches are not there: Bacula notes each of them, and goes on.
    const expected = { backup: 'T with errors', restore: 'T', files: 1, differences: [] };
    expect(cycles).toEqual(everyMatch.map(() => expected));
  } finally {
    await suite.stop();
  }
});

it('leaves the table', () => {
  record({
    order: 1.2,
    title: 'A glob, on every unit',
    about:
      'An application with three units, each with a file that no other unit has. The fileset is one glob; the charm publishes what it matches on any unit.',
    columns: ['Units', 'The backup', 'Restored'],
    rows: [
      [
        '3',
        'T with errors: the matches of the other units are not on this one, which the job log says',
        'identical on each unit: its own match, and nothing else',
      ],
    ],
  });
});
