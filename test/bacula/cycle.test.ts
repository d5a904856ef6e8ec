import fs from 'node:fs';
import { expect, it } from 'vitest';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import { runCycle, troubles } from './harness/cycle.ts';
import { provide } from './harness/provider.ts';
import { record } from './harness/record.ts';
import type { ScriptOption } from './harness/script-option.ts';
import { expectCommitted, Site, temporaryFolder } from './harness/site.ts';
import { Suite } from './harness/suite.ts';
import { World } from './harness/world.ts';

const note = (option: ScriptOption) => `#!/bin/sh\necho "${option} as $(id -un)" >> /var/ran\n`;
const everyScript = Object.fromEntries(scriptOptions.map((option) => [option, note(option)]));

it.for(['SQLite', 'PostgreSQL'] as const)(
  'each of three units gets its own files back, with a catalog in %s',
  async (catalog) => {
    await using site = await Site.deploy('backup-integrator', 3);
    const suite = await Suite.start(temporaryFolder('suite'), catalog, 3);
    try {
      for (const { name, root } of site.juju.units) {
        const world = new World(site.machines.of({ root }), '/srv/app');
        world.file('data/who', `${name}\n`, { owner: [1234, 4321], mode: 0o640, mtime: 1e9 });
        world.folder('data/empty', { mode: 0o750, mtime: 1e9 });
        world.link('data/link', 'who');
        world.file(`data/only-on-${name.replace('/', '-')}`);
      }
      expectCommitted(await site.juju.configure({ fileset: '/srv/app/data', ...everyScript }));
      const units = await provide(suite, site);
      const cycles = await Promise.all(
        units.map(async (unit, index) => {
          const root = site.juju.units[index]?.root ?? '';
          const cycle = await runCycle(suite, unit, [`${root}/srv/app/data`]);
          return { troubles: troubles(cycle), ran: fs.readFileSync(`${root}/var/ran`, 'utf8') };
        }),
      );
      const ran = scriptOptions.map((option) => `${option} as root\n`).join('');
      expect(cycles).toEqual(units.map(() => ({ troubles: [], ran })));
    } finally {
      await suite.stop();
    }
  },
);

it('leaves the table', () => {
  record({
    order: 1,
    title: 'The cycle, on every unit',
    about:
      'An application with three units, each with files of its own. The charm publishes one databag; each unit is backed up, wiped and restored by its own file daemon.',
    columns: ['Catalog', 'Units', 'Restored', 'Scripts'],
    rows: ['SQLite', 'PostgreSQL'].map((catalog) => [
      catalog,
      '3',
      'identical on each unit',
      'run-before-backup, run-after-backup, run-before-restore, run-after-restore: each once, as root, in this order',
    ]),
  });
});
