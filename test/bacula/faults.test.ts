import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import { describeVerdict, isClean, jobIdOf, type Verdict } from './harness/bconsole.ts';
import { troubles } from './harness/cycle.ts';
import { describeJobs, FaultTable } from './harness/fault-table.ts';
import { execute } from './harness/processes.ts';
import { provide } from './harness/provider.ts';
import { builtCharm, expectCommitted, temporaryFolder } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { differences, snapshot, wipe } from './harness/tree.ts';
import { World } from './harness/world.ts';

const table = new FaultTable();

describe.concurrent('a fault shows in the job, and loses nothing that was saved', () => {
  it('the file daemon is down', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure();
    await stage.suite.stopClient('app-0');
    const down = await stage.backup(5);
    await stage.suite.restartClient('app-0');
    const up = down.kind === 'ran' ? await stage.suite.console.finish(down.jobId, 90) : down;
    const before = snapshot([stage.data]);
    wipe(stage.data);
    const restore = await stage.restore();
    expect([describeVerdict(down), describeVerdict(up), isClean(restore)]).toEqual([
      'R',
      'T',
      true,
    ]);
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    table.add(
      'the file daemon is down during a backup',
      'backup R, and T once it is up again',
      'comes back',
    );
  });

  it('the disk of the storage daemon is full', async ({ expect }) => {
    const folder = temporaryFolder('suite');
    fs.mkdirSync(path.join(folder, 'volumes'));
    execute('mount', '-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', path.join(folder, 'volumes'));
    await using stage = await Stage.set({ folder });
    await stage.configure();
    const first = snapshot([stage.data]);
    expect(isClean(await stage.backup())).toBe(true);
    const large = stage.world.host('data/large');
    execute('dd', 'if=/dev/urandom', `of=${large}`, 'bs=1M', 'count=48', 'status=none');
    const full = await stage.backup(20);
    expect([describeVerdict(full), full.log]).toEqual(['R', expect.stringMatching(/is full!/)]);
    const { console } = stage.suite;
    await console.ask(`cancel jobid=${jobIdOf(full)}`);
    expect(describeVerdict(await console.finish(jobIdOf(full), 60))).toMatch(/^A/);
    wipe(stage.data);
    const restore = await stage.restore();
    expect(isClean(restore), restore.log).toBe(true);
    expect(differences(first, snapshot([stage.data]))).toEqual([]);
    table.add(
      'the disk of the storage daemon is full',
      `backup R, and asks for space; cancelled, restore ${describeVerdict(restore)}`,
      'the backup before it comes back',
    );
  });

  it('the leader is replaced between backup and restore', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure({ 'run-before-restore': '#!/bin/sh\ntrue\n' });
    expectCommitted(await stage.site.juju.addUnit());
    const before = snapshot([stage.data]);
    const backup = await stage.backup();
    wipe(stage.data);
    expectCommitted(await stage.site.juju.setLeader('app/1'));
    await provide(stage.suite, stage.site);
    const restore = await stage.restore();
    expect([isClean(backup), isClean(restore)]).toEqual([true, true]);
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    table.add(
      'the leader is replaced between backup and restore',
      describeJobs(backup, restore),
      'comes back',
    );
  });

  it('a unit is added after the first backup', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure({ 'run-before-backup': '#!/bin/sh\necho ran > /srv/app/data/ran\n' });
    expect(isClean(await stage.backup())).toBe(true);
    expectCommitted(await stage.site.juju.addUnit());
    const added = new World(stage.site.machine(stage.site.juju.unit('app/1')), '/srv/app');
    added.file('data/other');
    added.file('data/ran', 'ran\n', { mtime: 1e9 });
    const units = await provide(stage.suite, stage.site);
    expect(units.map(({ name }) => name)).toEqual(['app-0', 'app-1']);
    const backup = await stage.suite.backup('app-1');
    const before = snapshot([added.host('data')]);
    wipe(added.host('data'));
    const restore = await stage.suite.restore({ name: 'app-1', client: 'app-1' });
    expect([isClean(backup), isClean(restore)]).toEqual([true, true]);
    expect(differences(before, snapshot([added.host('data')]))).toEqual([]);
    table.add(
      'a unit is added after the first backup',
      describeJobs(backup, restore),
      'comes back on the new unit, whose script ran',
    );
  });

  it('the charm is upgraded between backup and restore', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure({ 'run-before-restore': '#!/bin/sh\ntrue\n' });
    const before = snapshot([stage.data]);
    const backup = await stage.backup();
    wipe(stage.data);
    const frontEnd = stage.site.machines.charm(builtCharm);
    expectCommitted(await stage.site.juju.upgrade({ frontEnd }));
    await provide(stage.suite, stage.site);
    const restore = await stage.restore();
    expect([isClean(backup), isClean(restore)]).toEqual([true, true]);
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    table.add(
      'the charm is upgraded between backup and restore',
      describeJobs(backup, restore),
      'comes back',
    );
  });

  it('the charm is killed again and again while jobs run', async ({ expect }) => {
    await using stage = await Stage.set();
    const whole = (version: number) =>
      `#!/bin/sh\n${'# padding\n'.repeat(20_000)}echo whole ${version} >> /srv/app/ran\n`;
    await stage.configure({ 'run-before-backup': whole(0) });
    const frontEnd = stage.site.machines.charm(builtCharm, {
      onStart: (hook) => void sleep(Math.random() * 250).then(() => hook.kill()),
    });
    await stage.site.juju.upgrade({ frontEnd });

    let isDone = false;
    const backups: Verdict[] = [];
    const backUp = async () => {
      while (!isDone) backups.push(await stage.backup());
    };
    let kills = 0;
    const edit = async () => {
      for (let version = 1; version <= 15; version++) {
        await stage.site.juju.configure({ 'run-before-backup': whole(version) });
        if (stage.site.juju.unit('app/0').status.status !== 'error') continue;
        kills++;
        await stage.site.juju.resolve('app/0');
      }
      isDone = true;
    };
    await Promise.all([backUp(), edit()]);
    await stage.site.juju.upgrade({ frontEnd: stage.site.machines.charm(builtCharm) });
    while (stage.site.juju.unit('app/0').status.status === 'error') {
      await stage.site.juju.resolve('app/0');
    }

    expect(kills).toBeGreaterThan(0);
    expect(backups.filter((backup) => !isClean(backup))).toEqual([]);
    const ran = fs.readFileSync(stage.world.host('ran'), 'utf8').trimEnd().split('\n');
    expect(ran).toHaveLength(backups.length);
    expect(ran.filter((line) => !/^whole \d+$/.test(line))).toEqual([]);
    const scripts = stage.site
      .machine(stage.site.juju.unit('app/0'))
      .path('/opt/backup-integrator-charm/scripts/app');
    expect(fs.readdirSync(scripts).sort()).toEqual([...scriptOptions].sort());
    expect(fs.readFileSync(path.join(scripts, 'run-before-backup'), 'utf8')).toBe(whole(15));
    expect(troubles(await stage.cycle())).toEqual([]);
    table.add(
      'the charm is killed again and again while jobs run',
      'every backup T',
      'comes back; every script that ran was whole, and none is left over',
    );
  });
});

it('leaves the table', () => {
  expect(table.size).toBe(6);
  table.record(5, 'Faults of daemons, and changes of the deployment');
});
