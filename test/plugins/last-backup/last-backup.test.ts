import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunRecords } from '../../../src/core/unit/files/run-records.ts';
import { lastBackup } from '../../../src/plugins/last-backup/last-backup.ts';
import { check } from '../../support/check.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const hour = 3600;
const start = Date.UTC(2026, 10, 20, 1, 0) / 1000;

let root: string;

beforeEach(() => {
  root = temporaryFolder();
  vi.useFakeTimers({ now: start * 1000, toFake: ['Date'] });
  new RunRecords(root, 'app').begin(start);
});
afterEach(() => vi.useRealTimers());

const at = (hours: number) => vi.setSystemTime((start + hours * hour) * 1000);

/** As the wrapper notes a run. */
function ran(hours: number, option = 'run-after-backup'): void {
  const folder = join(root, 'opt/backup-integrator-charm/runs/app');
  mkdirSync(folder, { recursive: true });
  const time = start + hours * hour;
  writeFileSync(join(folder, option), `started=${time} ended=${time} exit=1 seconds=0\n`, {
    mode: 0o600,
  });
}

const lines = async (every: string, strict = false) =>
  (await check([lastBackup()], { 'expect-backup-every': every, strict }, root)).lines;

const warning =
  "warning last-backup/none-completed: expect-backup-every: no backup has completed on this unit since 2026-11-20 01:00 UTC (expected every 26h); see the provider's last jobs";

describe('last-backup', () => {
  it('says nothing where no backup is expected', async () => {
    at(1000);
    expect(await lines('')).toEqual([]);
  });

  it('gives a new unit as long as a backup may take to come', async () => {
    at(26);
    expect(await lines('26h')).toEqual([]);
    at(27);
    expect(await lines('26h')).toEqual([warning]);
  });

  it('is a warning also with strict: nothing is held back for it', async () => {
    at(27);
    expect(await lines('26h', true)).toEqual([warning]);
  });

  it('counts from the last run after a backup, however it ended', async () => {
    ran(20);
    at(46);
    expect(await lines('26h')).toEqual([]);
    at(47);
    expect(await lines('26h')).toEqual([expect.stringContaining('since 2026-11-20 21:00 UTC')]);
  });

  it('counts no run before a backup, which may fail after it', async () => {
    ran(20, 'run-before-backup');
    at(27);
    expect(await lines('26h')).toEqual([warning]);
  });

  it('says nothing while nothing is noted yet', async () => {
    new RunRecords(root, 'app').end();
    at(1000);
    expect(await lines('26h')).toEqual([]);
  });

  it.each(['soon', '26', '0h', '401d', '-1h', '1h 2m'])('refuses %s', async (every) => {
    expect(await lines(every)).toEqual([
      `error last-backup/invalid-period: expect-backup-every: "${every}" is not a duration of 1s to 400d; write it as in 26h or 8d, or reset the option`,
    ]);
  });
});
