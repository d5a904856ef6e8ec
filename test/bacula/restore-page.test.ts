import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { FrontEnd } from '../../src/testing/index.ts';
import { describeVerdict, isClean, jobIdOf, type Verdict } from './harness/bconsole.ts';
import { FaultTable } from './harness/fault-table.ts';
import { Operator } from './harness/operator.ts';
import { provide } from './harness/provider.ts';
import { type Block, readRestorePage } from './harness/restore-page.ts';
import { builtCharm, expectCommitted } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { snapshot, wipe } from './harness/tree.ts';

const page = readRestorePage();
const table = new FaultTable();
const followed = new Set<Block>();

/** A block of the page, which is followed then. */
function blockOf(heading: string, number = 0): Block {
  const block = page.get(heading)?.[number];
  if (block === undefined) throw new Error(`the page has no block ${number} below "${heading}"`);
  followed.add(block);
  return block;
}

const unit = 'backup-integrator/0';
const note = (word: string) => `#!/bin/sh\necho ${word} >> /srv/app/ran\n`;
const scripts = { 'run-before-restore': note('before'), 'run-after-restore': note('after') };

/** A unit, and a provider that has what the charm asks for with these options. */
async function setStage(options: Readonly<Record<string, string>> = scripts): Promise<Stage> {
  const stage = await Stage.set({ application: 'backup-integrator' });
  await stage.configure(options);
  return stage;
}

/** What is saved, as it is on a unit's machine. */
function dataOn({ root }: { readonly root: string }): Readonly<Record<string, string>> {
  const tree = snapshot([`${root}/srv/app/data`]);
  return Object.fromEntries([...tree].map(([name, facts]) => [name.slice(root.length), facts]));
}

/** What both scripts around a restore have written since this was asked last. */
function takeRan({ world }: Stage): string {
  const ran = fs.readFileSync(world.host('ran'), 'utf8');
  fs.rmSync(world.host('ran'));
  return ran;
}
const both = 'before\nafter\n';

async function cleanBackup(stage: Stage): Promise<Verdict> {
  const backup = await stage.backup();
  if (!isClean(backup)) throw new Error(backup.log);
  return backup;
}

/** A time between the backup before it and the one after it, as the director reads it. */
async function timeInBetween(): Promise<string> {
  await sleep(1100);
  const now = new Date();
  await sleep(1100);
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}

const verdictOf = (job: Verdict | undefined) => (job === undefined ? 'none' : describeVerdict(job));

describe.concurrent('docs/how-to/restore.md', () => {
  it('restores a unit', async ({ expect }) => {
    await using stage = await setStage();
    const operator = new Operator(stage);
    const machine = stage.site.juju.unit(unit);
    const [saved, first] = [dataOn(machine), await cleanBackup(stage)];
    const time = await timeInBetween();
    stage.world.file('data/file', 'later\n', { mtime: 1.1e9 });
    stage.world.file('data/more');
    const [savedLater] = [dataOn(machine), await cleanBackup(stage)];

    const listed = await operator.follow(blockOf('Restore'));
    for (const name of ['app-0', 'app-0-fileset', 'app-0-restore', 'app-0-backup']) {
      expect(listed.said).toContain(name);
    }
    const shown = await operator.follow(blockOf('Restore', 1), { JobId: jobIdOf(first) });
    expect(shown.said).toMatch(/JobErrors: 0.*\/srv\/app\/data\/file/s);

    const restoreBy = async (number: number, words: Record<string, string> = {}) => {
      wipe(stage.data);
      const { said, job } = await operator.follow(blockOf('Restore a unit', number), words);
      expect([verdictOf(job), takeRan(stage)], said).toEqual(['T', both]);
      return job;
    };
    const last = await restoreBy(0);
    expect(dataOn(machine)).toEqual(savedLater);
    const logged = await operator.follow(blockOf('Restore a unit', 1), {
      JobId: last === undefined ? '' : jobIdOf(last),
    });
    expect(logged.said).toMatch(/JobErrors: 0.*run-before-restore/s);
    await restoreBy(2, { time });
    expect(dataOn(machine)).toEqual(saved);
    await restoreBy(3);
    expect(fs.readdirSync(stage.data)).toEqual(['file']);
    await restoreBy(4);
    expect(fs.existsSync(stage.data)).toBe(false);
    expect(fs.readdirSync(stage.world.machine.path('/var/restored/srv/app/data'))).toEqual([
      'file',
      'more',
    ]);
    table.add(
      'Restore a unit: the last backup, an earlier one, one file, into a folder of its own',
      'each restore T',
      'comes back, and nothing else; both scripts have run each time',
    );
  });

  it('restores onto another machine', async ({ expect }) => {
    await using stage = await setStage();
    const { juju } = stage.site;
    const operator = new Operator(stage, {
      'juju add-unit app': async () => {
        expectCommitted(await juju.addUnit());
        await provide(stage.suite, stage.site);
      },
    });
    const old = juju.unit(unit);
    const full = await cleanBackup(stage);
    const title = 'Restore onto another machine';
    await operator.follow(blockOf(title));
    const added = juju.unit('backup-integrator/1');
    fs.mkdirSync(`${added.root}/srv/app`);
    const ranThere = () => fs.readFileSync(`${added.root}/srv/app/ran`, 'utf8');
    const first = await operator.follow(blockOf(title, 1));
    expect([verdictOf(first.job), ranThere()], first.said).toEqual(['T', both]);
    expect(dataOn(added)).toEqual(dataOn(old));

    wipe(`${added.root}/srv/app/data`);
    stage.world.file('data/more');
    const { console } = stage.suite;
    const incremental = await console.session('run job=app-0-backup level=Incremental yes', 'wait');
    const ids = [full, incremental.job].map((job) => (job === undefined ? '' : jobIdOf(job)));
    await stage.suite.removeClient('app-0');
    const second = await operator.follow(blockOf(title, 2), { JobIds: ids.join(',') });
    expect(second.said).toMatch(/app-0-backup .*\| B +\| I /);
    expect([verdictOf(second.job), ranThere()], second.said).toEqual(['T', both + both]);
    expect(dataOn(added)).toEqual(dataOn(old));
    table.add(
      'Restore onto another machine, by the old client, and by the jobs once the director does not know that client',
      'each restore T',
      'the new machine has what the old one had, a full backup and an incremental one; both scripts have run there',
    );
  });

  it('restores after the unit has gone', async ({ expect }) => {
    await using stage = await setStage();
    const operator = new Operator(stage);
    const machine = stage.site.juju.unit(unit);
    const saved = dataOn(machine);
    await cleanBackup(stage);
    expectCommitted(await stage.site.juju.removeUnit(unit));
    wipe(stage.data);
    const { said, job } = await operator.follow(blockOf('Restore a unit'));
    expect([verdictOf(job), takeRan(stage)], said).toEqual(['T', both]);
    expect(dataOn(machine)).toEqual(saved);
    await operator.follow(blockOf('Restore after the unit has gone'));
    expect(
      fs.readdirSync(stage.world.machine.path('/opt/backup-integrator-charm/scripts')),
    ).toEqual([]);
    table.add(
      'Restore after the unit has gone',
      `restore ${verdictOf(job)}`,
      'comes back; both scripts have stayed, have run, and are deleted by hand',
    );
  });

  it('restores after an upgrade of the application has failed', async ({ expect }) => {
    await using stage = await setStage();
    const operator = new Operator(stage);
    const machine = stage.site.juju.unit(unit);
    const saved = dataOn(machine);
    await cleanBackup(stage);
    const time = await timeInBetween();
    stage.world.file('data/file', 'upgraded, and useless\n');
    stage.world.file('data/migrations');
    await cleanBackup(stage);
    const { said, job } = await operator.follow(blockOf('Restore after a failed upgrade'), {
      time,
    });
    expect([verdictOf(job), takeRan(stage)], said).toEqual(['T', both]);
    expect(dataOn(machine)).toEqual(saved);
    expect(fs.readdirSync(stage.world.host('data.upgraded'))).toEqual(['file', 'migrations']);
    table.add(
      'Restore after a failed upgrade: of the application, though what it left was backed up, too',
      `restore ${verdictOf(job)}`,
      'is as it was before the upgrade',
    );
  });

  it('restores after an upgrade of the charm has failed', async ({ expect }) => {
    await using stage = await setStage();
    const { juju, machines } = stage.site;
    const real = () => machines.charm(builtCharm);
    const failing: FrontEnd = {
      ...real(),
      run: async () => ({ code: 1, signal: null, stdout: '', stderr: 'broken\n' }),
    };
    const operator = new Operator(stage, {
      'juju refresh backup-integrator --force-units --path ./dist/backup-integrator_1.0.0_amd64.charm':
        () => juju.upgrade({ frontEnd: real() }),
      'juju resolved backup-integrator/0': async () => expectCommitted(await juju.resolve(unit)),
    });
    const machine = juju.unit(unit);
    const saved = dataOn(machine);
    await juju.upgrade({ frontEnd: failing });
    expect(juju.unit(unit).status.status).toBe('error');
    await cleanBackup(stage);
    wipe(stage.data);
    const { said, job } = await operator.follow(blockOf('Restore a unit'));
    expect([verdictOf(job), takeRan(stage)], said).toEqual(['T', both]);
    expect(dataOn(machine)).toEqual(saved);
    await operator.follow(blockOf('Restore after a failed upgrade', 1));
    expect(juju.unit(unit).status).toEqual({ status: 'active', message: '' });
    table.add(
      'Restore after a failed upgrade: of this charm',
      `backup T, restore ${verdictOf(job)}, while the unit is in error`,
      'comes back; the scripts of the published config have run',
    );
  });

  it.for([
    ['are moved away', 0, ['file']],
    ['are replaced', 1, ['file', 'later']],
  ] as const)('restores over damaged files, which %s', async ([way, number, names], { expect }) => {
    await using stage = await setStage();
    const operator = new Operator(stage);
    const machine = stage.site.juju.unit(unit);
    const saved = dataOn(machine)['/srv/app/data/file'];
    await cleanBackup(stage);
    stage.world.file('data/file', 'damaged\n');
    stage.world.file('data/later');
    const without = await operator.follow(blockOf('Restore a unit'));
    expect(verdictOf(without.job)).toBe('T');
    expect(fs.readFileSync(stage.world.host('data/file'), 'utf8')).toBe('damaged\n');
    const { said, job } = await operator.follow(blockOf('Restore over damaged files', number));
    expect([verdictOf(job), takeRan(stage)], said).toEqual(['T', both + both]);
    expect(dataOn(machine)['/srv/app/data/file']).toBe(saved);
    expect(fs.readdirSync(stage.data)).toEqual(names);
    table.add(
      `Restore over damaged files, which ${way}`,
      `restore ${verdictOf(job)}, as without this`,
      number === 0 ? 'comes back, and nothing else' : 'comes back; what is new stays',
    );
  });

  it('restores what a glob has found', async ({ expect }) => {
    await using stage = await setStage();
    stage.world.file('shop/db', 'orders\n', { mtime: 1e9 });
    await stage.configure({ fileset: '/srv/app/*/db' });
    const operator = new Operator(stage);
    const { juju } = stage.site;
    await cleanBackup(stage);
    const published = stage.site.databag();
    wipe(stage.world.host('shop'));
    expectCommitted(await juju.updateStatus());
    expect([juju.unit(unit).status.status, stage.site.databag()]).toEqual(['blocked', published]);
    const { said, job } = await operator.follow(blockOf('Restore a unit'));
    expect([verdictOf(job), takeRan(stage)], said).toEqual(['T', both]);
    expect(fs.readFileSync(stage.world.host('shop/db'), 'utf8')).toBe('orders\n');
    expectCommitted(await juju.updateStatus());
    expect(juju.unit(unit).status).toEqual({ status: 'active', message: '' });
    table.add(
      'Restore what a glob has found, all of which was lost',
      `restore ${verdictOf(job)}`,
      'comes back; the unit, which was blocked meanwhile, is active again',
    );
  });

  it.for([
    ['run-before-restore', 'f with errors', 'nothing is restored'],
    ['run-after-restore', 'T with errors', 'the files come back'],
  ] as const)('restores with a secret for %s', async ([option, alone, seen], { expect }) => {
    await using stage = await setStage({});
    const { juju } = stage.site;
    const uri = juju.secrets.add('backup', { 'db-password': 'old' });
    juju.secrets.grant('backup');
    await stage.configure({
      [option]: '#!/bin/sh\necho "$DB_PASSWORD" >> /srv/app/ran\n',
      'script-environment': uri,
    });
    const machine = juju.unit(unit);
    const operator = new Operator(stage, {
      'juju integrate backup-integrator:juju-info app:juju-info': async () =>
        expectCommitted(await juju.addUnit({ machine: machine.machine })),
    });
    const saved = dataOn(machine);
    await cleanBackup(stage);
    expectCommitted(await juju.secrets.update('backup', { 'db-password': 'new' }));
    expectCommitted(await juju.removeUnit(unit));
    wipe(stage.data);
    const lost = await operator.follow(blockOf('Restore a unit'));
    expect([verdictOf(lost.job), fs.existsSync(stage.data)], lost.said).toEqual([
      alone,
      option === 'run-after-restore',
    ]);
    await operator.follow(blockOf('Restore with scripts that need the secret'));
    const { said, job } = await operator.follow(blockOf('Restore a unit'));
    expect([verdictOf(job), takeRan(stage)], said).toEqual(['T', 'new\n']);
    expect(dataOn(machine)).toEqual(saved);
    table.add(
      `Restore with scripts that need the secret: ${option}, after the unit has gone`,
      `restore ${alone}; once the unit is back ${verdictOf(job)}`,
      `${seen}; then the script has run, with the secret of today`,
    );
  });
});

it('has no block that was not followed', () => {
  expect([...page.values()].flat().filter((block) => !followed.has(block))).toEqual([]);
});

it('leaves the table', () => {
  expect(table.size).toBe(10);
  table.record(5.6, 'Restoring, as docs/how-to/restore.md says', ['Section', 'Jobs', 'Seen']);
});
