import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import { describeVerdict, isClean, jobIdOf } from './harness/bconsole.ts';
import { troubles } from './harness/cycle.ts';
import { describeJobs, FaultTable } from './harness/fault-table.ts';
import { expectCommitted } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { differences, snapshot, wipe } from './harness/tree.ts';
import { World } from './harness/world.ts';

const table = new FaultTable();

const exits1 = {
  'run-before-backup': [
    'backup f with errors, restore no job',
    'nothing is saved, and the job says so',
  ],
  'run-after-backup': ['backup T with errors, restore T', 'comes back'],
  'run-before-restore': [
    'backup T, restore f with errors',
    'nothing is restored, until the script is fixed',
  ],
  'run-after-restore': ['backup T, restore T with errors', 'comes back'],
} as const;

describe.concurrent('a fault shows in the job, and loses nothing that was saved', () => {
  it.for(scriptOptions)('%s exits 1', async (option, { expect }) => {
    await using stage = await Stage.set();
    await stage.configure({ [option]: '#!/bin/sh\nexit 1\n' });
    const before = snapshot([stage.data]);
    const backup = await stage.backup();
    wipe(stage.data);
    const restore = await stage.restore();
    const [said, data] = exits1[option];
    expect(describeJobs(backup, restore), backup.log + restore.log).toBe(said);
    if (option === 'run-before-restore') {
      expect(fs.existsSync(stage.data)).toBe(false);
      await stage.configure({ [option]: undefined });
      expect(isClean(await stage.restore())).toBe(true);
    }
    const isBack = differences(before, snapshot([stage.data])).length === 0;
    expect(isBack).toBe(option !== 'run-before-backup');
    table.add(`${option} exits 1`, said, data);
  });

  it.for([
    ['run-before-backup is killed', 'kill -9 $$'],
    ['run-before-backup hangs, and `timeout` ends it', 'exec timeout 2 sleep 600'],
  ] as const)('%s', async ([fault, command], { expect }) => {
    await using stage = await Stage.set();
    await stage.configure();
    expect(isClean(await stage.backup())).toBe(true);
    await stage.configure({ 'run-before-backup': `#!/bin/sh\n${command}\n` });
    const before = snapshot([stage.data]);
    const backup = await stage.backup();
    wipe(stage.data);
    const restore = await stage.restore();
    expect(describeJobs(backup, restore)).toBe('backup f with errors, restore T');
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    table.add(fault, describeJobs(backup, restore), 'the backup before it comes back');
  });

  it('a script hangs', async ({ expect }) => {
    await using stage = await Stage.set();
    const pid = stage.world.host('pid');
    await stage.configure({
      'run-before-backup': '#!/bin/sh\necho $$ > /srv/app/pid\nexec sleep 600\n',
    });
    const hanging = await stage.backup(5);
    expect(describeVerdict(hanging)).toBe('R');
    process.kill(Number(fs.readFileSync(pid, 'utf8')), 'SIGKILL');
    await stage.configure({ 'run-before-backup': undefined });
    const cycle = await stage.cycle();
    expect(troubles(cycle)).toEqual([]);
    table.add(
      'run-before-backup hangs',
      'backup R, with no limit of time',
      'backed up once the script has been ended',
    );
  });

  it('a script hangs, and its job is cancelled', async ({ expect }) => {
    // As bacula-server's storage, which takes one job at a time.
    await using stage = await Stage.set({ lanes: 1 });
    expectCommitted(await stage.site.juju.addUnit());
    const other = new World(stage.site.machine(stage.site.juju.unit('app/1')), '/srv/app');
    other.file('data/file');
    stage.world.file('hang');
    const pid = stage.world.host('pid');
    await stage.configure({
      'run-before-backup':
        '#!/bin/sh\n[ -e /srv/app/hang ] || exit 0\necho $$ > /srv/app/pid\nexec sleep 600\n',
    });
    const hanging = jobIdOf(await stage.backup(5));
    const waiting = await stage.suite.backup('app-1', 5);
    const { console } = stage.suite;
    await console.ask(`cancel jobid=${hanging}`);
    const cancelled = await console.finish(hanging, 30);
    const script = Number(fs.readFileSync(pid, 'utf8'));
    expect(process.kill(script, 0)).toBe(true);
    process.kill(script, 'SIGKILL');
    const waited = await console.finish(jobIdOf(waiting), 150);
    expect([waiting, cancelled, waited].map(describeVerdict)).toEqual(['C', 'A with errors', 'T']);
    fs.rmSync(stage.world.host('hang'));
    expect(troubles(await stage.cycle())).toEqual([]);
    table.add(
      'run-before-backup hangs, and its job is cancelled',
      'backup A with errors; the backup of another unit waits meanwhile, and T once the script has been ended',
      'the script runs on until it is ended; backed up then',
    );
  });

  it('a script leaves a background child that holds its output', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure({
      'run-before-backup': '#!/bin/sh\n(sleep 5; echo child > /srv/app/child) &\n',
    });
    const backup = await stage.backup();
    const isWaitedFor = fs.existsSync(stage.world.host('child'));
    const cycle = await stage.cycle();
    expect([isClean(backup), isWaitedFor, troubles(cycle)]).toEqual([true, true, []]);
    table.add(
      'a script leaves a background child',
      `${describeJobs(backup, cycle.restore)}, after the child has ended`,
      'comes back',
    );
  });
});

it('leaves the table', () => {
  expect(table.size).toBe(9);
  table.record(5.1, 'Scripts that fail');
});
