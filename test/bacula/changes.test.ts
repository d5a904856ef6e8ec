import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import type { FrontEnd } from '../../src/testing/index.ts';
import { describeVerdict, jobIdOf } from './harness/bconsole.ts';
import { describeJobs, FaultTable } from './harness/fault-table.ts';
import { provide } from './harness/provider.ts';
import { builtCharm, expectCommitted } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { differences, snapshot, wipe } from './harness/tree.ts';
import { World } from './harness/world.ts';

const table = new FaultTable();

const note = (word: string) => `#!/bin/sh\necho ${word} >> /srv/app/ran\n`;
/** Every script of a config, each of which leaves a line. */
const scripts = (config: string) =>
  Object.fromEntries(scriptOptions.map((option) => [option, note(`${config} ${option}`)]));
const ranOf = (world: World) => fs.readFileSync(world.host('ran'), 'utf8');
const linesOf = (config: string) => scriptOptions.map((option) => `${config} ${option}\n`).join('');

/** A second unit, with data of its own. */
async function addUnit(stage: Stage): Promise<World> {
  expectCommitted(await stage.site.juju.addUnit());
  const world = new World(stage.site.machine(stage.site.juju.unit('app/1')), '/srv/app');
  world.file('data/other', 'of unit 1\n', { mtime: 1e9 });
  return world;
}

/** The charm on units that run their hooks but for those that are down, whose hooks fail. */
function charmBut(stage: Stage, down: ReadonlySet<string>): FrontEnd {
  const real = stage.site.machines.charm(builtCharm);
  return {
    ...real,
    run: async (hook) =>
      down.has(hook.unit)
        ? { code: 1, signal: null, stdout: '', stderr: 'down\n' }
        : real.run(hook),
  };
}

describe.concurrent('what was published goes on being saved and restored', () => {
  it('the leader is blocked, and the scripts are cleared', async ({ expect }) => {
    await using stage = await Stage.set();
    const other = await addUnit(stage);
    for (const world of [stage.world, other]) world.file('need');
    const fileset = '/srv/app/data,/srv/app/need';
    await stage.configure({ fileset, plugins: '- paths-exist', ...scripts('old') });
    fs.rmSync(stage.world.host('need'));
    const cleared = Object.fromEntries(scriptOptions.map((option) => [option, undefined]));
    await stage.configure({ fileset: '/srv/app/data,/srv/app/need', ...cleared });
    const status = stage.site.juju.unit('app/0').status;
    expect(status).toEqual({
      status: 'blocked',
      message: expect.stringMatching(/; last good config stays$/),
    });
    const cycle = await stage.cycle('app/1');
    const said = describeJobs(cycle.backup, cycle.restore);
    expect([said, cycle.differences]).toEqual(['backup T, restore T', []]);
    expect(ranOf(other)).toBe(linesOf('old'));
    table.add(
      'the leader is blocked by its own disk, and all scripts are cleared meanwhile',
      `on the other unit: ${said}`,
      'comes back; the scripts that are still published have run',
    );
  });

  it('the leader is late', async ({ expect }) => {
    await using stage = await Stage.set();
    const other = await addUnit(stage);
    await stage.configure(scripts('old'));
    const down = new Set<string>();
    expectCommitted(await stage.site.juju.upgrade({ frontEnd: charmBut(stage, down) }));
    down.add('app/0');
    await stage.site.juju.configure(scripts('new'));
    const said = new Set<string>();
    const cycleOf = async (unit: string) => {
      const { backup, restore, differences } = await stage.cycle(unit);
      expect(differences).toEqual([]);
      said.add(describeJobs(backup, restore));
    };
    await cycleOf('app/0');
    await cycleOf('app/1');
    expect([ranOf(stage.world), ranOf(other)]).toEqual([linesOf('old'), linesOf('old')]);
    down.clear();
    expectCommitted(await stage.site.juju.resolve('app/0'));
    await cycleOf('app/0');
    await cycleOf('app/1');
    const both = linesOf('old') + linesOf('new');
    expect([ranOf(stage.world), ranOf(other)]).toEqual([both, both]);
    expect([...said]).toEqual(['backup T, restore T']);
    table.add(
      'scripts are edited, and the leader is late',
      `before and after the leader has published, on both units: ${[...said]}`,
      'comes back; the scripts of the published config have run, old and then new',
    );
  });

  it('a unit is late, and the first script is published', async ({ expect }) => {
    await using stage = await Stage.set();
    const other = await addUnit(stage);
    await stage.configure();
    const down = new Set<string>();
    expectCommitted(await stage.site.juju.upgrade({ frontEnd: charmBut(stage, down) }));
    down.add('app/1');
    await stage.site.juju.configure(scripts('new'));
    await provide(stage.suite, stage.site);
    const late = await stage.suite.backup('app-1');
    down.clear();
    expectCommitted(await stage.site.juju.resolve('app/1'));
    const cycle = await stage.cycle('app/1');
    expect([describeVerdict(late), describeJobs(cycle.backup, cycle.restore)]).toEqual([
      'f with errors',
      'backup T, restore T',
    ]);
    expect([cycle.differences, ranOf(other)]).toEqual([[], linesOf('new')]);
    table.add(
      'the first script is published, and a unit has run no hook since',
      `on that unit: backup ${describeVerdict(late)}; after its next hook ${describeJobs(cycle.backup, cycle.restore)}`,
      'nothing is saved in between, and the job says so',
    );
  });

  it('the unit is removed', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure(scripts('last'));
    const before = snapshot([stage.data]);
    const backup = await stage.backup();
    expectCommitted(await stage.site.juju.removeUnit('app/0'));
    wipe(stage.data);
    const restore = await stage.restore();
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    expect(ranOf(stage.world)).toBe(linesOf('last'));
    const later = await stage.backup();
    expect([describeJobs(backup, restore), describeVerdict(later)]).toEqual([
      'backup T, restore T',
      'f with errors',
    ]);
    table.add(
      'the unit is removed between backup and restore',
      `${describeJobs(backup, restore)}; a backup after the removal ${describeVerdict(later)}`,
      'comes back; the scripts around the restore have stayed, and have run',
    );
  });

  it('the relation is removed', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure(scripts('last'));
    const [relation = ''] = stage.site.juju.relationIds();
    const before = snapshot([stage.data]);
    expectCommitted(await stage.site.juju.removeRelation(relation));
    const backup = await stage.backup();
    wipe(stage.data);
    const restore = await stage.restore();
    expect(describeJobs(backup, restore)).toBe('backup T, restore T');
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    expect(ranOf(stage.world)).toBe(linesOf('last'));
    table.add(
      'the backup relation is removed, and the provider goes on',
      describeJobs(backup, restore),
      'comes back',
    );
  });
});

describe.concurrent('a refresh from the Python charm', () => {
  /** As that charm leaves a leader: its scripts below a folder with the unit's number, and a databag that names them. */
  async function ofPython(stage: Stage, config: Readonly<Record<string, string>>): Promise<void> {
    const { juju, machines } = stage.site;
    const nothing: FrontEnd = {
      ...machines.charm(builtCharm),
      run: async () => ({ code: 0, signal: null, stdout: '', stderr: '' }),
    };
    await juju.upgrade({ frontEnd: nothing });
    await juju.configure(config);
    const base = '/opt/backup-integrator-charm';
    fs.rmSync(stage.world.host(base), { recursive: true, force: true });
    const databag: Record<string, string> = { fileset: config['fileset'] ?? '' };
    for (const option of scriptOptions) {
      databag[option] = `${base}/app-0/scripts/${option}`;
      stage.world.file(databag[option], config[option], { mode: 0o755 });
    }
    const [peers = ''] = juju.relationIds('peers');
    const [backup = ''] = juju.relationIds();
    juju.seedDatabag(peers, {});
    juju.seedDatabag(backup, databag);
    await provide(stage.suite, stage.site);
  }

  const refresh = async (stage: Stage) => {
    const frontEnd = stage.site.machines.charm(builtCharm);
    expectCommitted(await stage.site.juju.upgrade({ frontEnd }));
  };

  it('refuses what the Python charm has published', async ({ expect }) => {
    await using stage = await Stage.set();
    // It leads to the same folder, but a `..` could lead elsewhere on another unit.
    await ofPython(stage, { fileset: '/srv/app/../app/data', ...scripts('old') });
    await refresh(stage);
    const status = stage.site.juju.unit('app/0').status;
    expect(status).toEqual({
      status: 'blocked',
      message: expect.stringMatching(/; last good config stays$/),
    });
    const blocked = await stage.cycle();
    await stage.configure(scripts('new'));
    const fixed = await stage.cycle();
    const said = [blocked, fixed].map(({ backup, restore }) => describeJobs(backup, restore));
    expect(said).toEqual(['backup T, restore T', 'backup T, restore T']);
    expect([blocked.differences, fixed.differences]).toEqual([[], []]);
    expect(ranOf(stage.world)).toBe(linesOf('old') + linesOf('new'));
    table.add(
      'a refresh from the Python charm, with a config that is blocked',
      `${said[0]}; once the config is corrected ${said[1]}`,
      'comes back; the scripts of the Python charm have run, and then the new ones',
    );
  });

  it('while a job runs', async ({ expect }) => {
    await using stage = await Stage.set();
    const wait = '#!/bin/sh\nuntil [ -e /srv/app/go ]; do sleep 0.2; done\n';
    const config = { fileset: '/srv/app/data', ...scripts('old') };
    await ofPython(stage, { ...config, 'run-before-backup': wait });
    const before = snapshot([stage.data]);
    const running = await stage.backup(3);
    await refresh(stage);
    await provide(stage.suite, stage.site);
    stage.world.file('go');
    const backup = await stage.suite.console.finish(jobIdOf(running), 60);
    wipe(stage.data);
    const restore = await stage.restore();
    expect([describeVerdict(running), describeJobs(backup, restore)]).toEqual([
      'R',
      'backup T, restore T',
    ]);
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    expect(ranOf(stage.world)).toBe(linesOf('old').replace('old run-before-backup\n', ''));
    table.add(
      'a refresh from the Python charm while a job runs',
      describeJobs(backup, restore),
      'comes back; the job has found run-after-backup where it was',
    );
  });
});

it('leaves the table', () => {
  expect(table.size).toBe(7);
  table.record(5.2, 'Jobs while the charm publishes nothing, changes or is gone');
});
