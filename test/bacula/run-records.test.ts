import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RunRecords } from '../../src/core/unit/files/run-records.ts';
import { describeVerdict } from './harness/bconsole.ts';
import { FaultTable } from './harness/fault-table.ts';
import { clientName, provide } from './harness/provider.ts';
import { expectCommitted } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { World } from './harness/world.ts';

const table = new FaultTable();

const runs = '/opt/backup-integrator-charm/runs/app';
const threeDays = 3 * 86_400;
const warning =
  /^warning: expect-backup-every: no backup has completed on this unit since .* \(expected every 26h\); see the provider's last jobs$/;

const recordsOf = (world: World) => new RunRecords(world.machine.root, 'app').read();

/** As if all that was noted had been three days ago. */
function age(world: World): void {
  for (const name of fs.readdirSync(world.machine.path(runs))) {
    const file = `${world.machine.path(runs)}/${name}`;
    const text = fs.readFileSync(file, 'utf8');
    const aged = text.replace(/=(\d{9,})/g, (_, time) => `=${Number(time) - threeDays}`);
    fs.writeFileSync(file, aged);
  }
}

async function statusOf(stage: Stage, unit = 'app/0'): Promise<string> {
  expectCommitted(await stage.site.juju.updateStatus(unit));
  const { status, message } = stage.site.juju.unit(unit).status;
  return [status, message].join(': ').replace(/^active: /, '');
}

describe.concurrent('expect-backup-every', () => {
  it('a backup completes', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure({ 'expect-backup-every': '26h' });
    age(stage.world);
    const before = await statusOf(stage);
    const backup = await stage.backup();
    const after = await statusOf(stage);
    expect([before, after]).toEqual([expect.stringMatching(warning), '']);
    expect(recordsOf(stage.world)).toMatchObject({
      'run-before-backup': { end: { exitCode: 0 } },
      'run-after-backup': { end: { exitCode: 0 }, succeeded: expect.any(Number) },
    });
    table.add(
      'a backup completes, of a unit that has no scripts of its own and was warned of',
      `backup ${describeVerdict(backup)}`,
      'both scripts around it are noted, with exit code 0; the warning goes',
    );
  });

  it('backups fail from some day on', async ({ expect }) => {
    await using stage = await Stage.set();
    await stage.configure({ 'expect-backup-every': '26h' });
    const completed = await stage.backup();
    age(stage.world);
    const before = recordsOf(stage.world);
    await stage.configure({ 'run-before-backup': '#!/bin/sh\nexit 3\n' });
    const failed = await stage.backup();
    const after = recordsOf(stage.world);
    expect([completed, failed].map(describeVerdict)).toEqual(['T', 'f with errors']);
    expect(after['run-before-backup']?.end?.exitCode).toBe(3);
    expect(after['run-after-backup']).toEqual(before['run-after-backup']);
    expect(await statusOf(stage)).toMatch(warning);
    await stage.configure({ 'run-before-backup': undefined });
    const fixed = await stage.backup();
    expect([describeVerdict(fixed), await statusOf(stage)]).toEqual(['T', '']);
    table.add(
      'run-before-backup fails, three days after the last backup',
      `backup ${describeVerdict(failed)}; once the script is fixed ${describeVerdict(fixed)}`,
      'Bacula has not run run-after-backup; the exit code of run-before-backup is noted, and the unit warns until a backup completes',
    );
  });

  it('no backup begins on one of two units', async ({ expect }) => {
    await using stage = await Stage.set();
    expectCommitted(await stage.site.juju.addUnit());
    const other = new World(stage.site.machine(stage.site.juju.unit('app/1')), '/srv/app');
    other.file('data/file');
    await stage.configure({ 'expect-backup-every': '26h' });
    expect(await statusOf(stage, 'app/1')).toBe('');
    for (const world of [stage.world, other]) age(world);
    await provide(stage.suite, stage.site);
    const backup = await stage.suite.backup(clientName('app/0'));
    expect(recordsOf(other)).toEqual({});
    expect([await statusOf(stage), await statusOf(stage, 'app/1')]).toEqual([
      '',
      expect.stringMatching(warning),
    ]);
    table.add(
      'one of two units is never backed up',
      `of the other unit: backup ${describeVerdict(backup)}`,
      'the unit has its time first, and then warns; the other does not',
    );
  });
});

it('leaves the table', () => {
  expect(table.size).toBe(3);
  table.record(5.5, 'What a unit says of its backups, with expect-backup-every', [
    'Case',
    'Jobs',
    'Seen',
  ]);
});
