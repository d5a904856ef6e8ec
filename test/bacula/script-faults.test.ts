import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptOptions } from '../../src/core/spec.ts';
import { describeVerdict, isClean, type Verdict } from './harness/bconsole.ts';
import { troubles } from './harness/cycle.ts';
import { record } from './harness/record.ts';
import { Stage } from './harness/stage.ts';
import { differences, snapshot, wipe } from './harness/tree.ts';

/** A fault, what the jobs said of it, and what became of the data. */
const rows = new Map<string, readonly [jobs: string, data: string]>();

const jobs = (backup: Verdict, restore: Verdict) =>
  `backup ${describeVerdict(backup)}, restore ${describeVerdict(restore)}`;

const exits1 = {
  'run-before-backup': [
    'backup f with errors, restore no job',
    'nothing is saved, and the job says so',
  ],
  'run-after-backup': ['backup T with errors, restore T', 'comes back'],
  'run-before-restore': [
    'backup T, restore f with errors',
    'nothing is restored, until the script is mended',
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
    expect(jobs(backup, restore), backup.log + restore.log).toBe(said);
    if (option === 'run-before-restore') {
      expect(fs.existsSync(stage.data)).toBe(false);
      await stage.configure({ [option]: undefined });
      expect(isClean(await stage.restore())).toBe(true);
    }
    const isBack = differences(before, snapshot([stage.data])).length === 0;
    expect(isBack).toBe(option !== 'run-before-backup');
    rows.set(`${option} exits 1`, [said, data]);
  });

  it('a script is killed', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure();
    expect(isClean(await stage.backup())).toBe(true);
    await stage.configure({ 'run-before-backup': '#!/bin/sh\nkill -9 $$\n' });
    const before = snapshot([stage.data]);
    const backup = await stage.backup();
    wipe(stage.data);
    const restore = await stage.restore();
    expect(jobs(backup, restore)).toBe('backup f with errors, restore T');
    expect(differences(before, snapshot([stage.data]))).toEqual([]);
    rows.set('run-before-backup is killed', [
      jobs(backup, restore),
      'the backup before it comes back',
    ]);
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
    rows.set('run-before-backup hangs', [
      'backup R, with no limit of time',
      'backed up once the script has been ended',
    ]);
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
    rows.set('a script leaves a background child', [
      `${jobs(backup, cycle.restore)}, after the child has ended`,
      'comes back',
    ]);
  });
});

it('leaves the table', () => {
  expect(rows.size).toBe(7);
  record({
    order: 5.1,
    title: 'Scripts that fail',
    about:
      'What the jobs say, and what becomes of the data. A letter is the status that Bacula gives the job.',
    columns: ['Fault', 'Jobs', 'Data'],
    rows: [...rows]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([fault, seen]) => [fault, ...seen]),
  });
});
