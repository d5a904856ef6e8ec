import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { RunRecords } from '../../../../src/core/unit/files/run-records.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let root: string;
let folder: string;

beforeEach(() => {
  root = temporaryFolder();
  folder = join(root, 'opt/backup-integrator-charm/runs/app');
});

const records = () => new RunRecords(root, 'app');

/** Lays a file as a wrapper does. */
function lay(name: string, text: string, mode = 0o600): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

const whole =
  'started=1764000000 ended=1764000012 exit=0 seconds=12 overlimit=0 succeeded=1764000012\n';

describe('RunRecords', () => {
  it('has nothing where nothing was noted', () => {
    expect(records().read()).toEqual({});
    expect(records().since).toBeUndefined();
  });

  it('reads what a wrapper has noted', () => {
    lay('run-after-backup', whole);
    expect(records().read()).toEqual({
      'run-after-backup': {
        started: 1764000000,
        end: { at: 1764000012, exitCode: 0, seconds: 12, isOverLimit: false },
        succeeded: 1764000012,
      },
    });
  });

  it('reads a run that has not ended, and the last success before it', () => {
    lay('run-after-backup', 'started=1764000000 succeeded=1763000000\n');
    expect(records().read()).toEqual({
      'run-after-backup': { started: 1764000000, succeeded: 1763000000 },
    });
  });

  it.each([
    ['is cut off', whole.slice(0, 40)],
    ['is empty', ''],
    ['holds something else', 'started=$(id)\n'],
    ['is too long', `started=1764000000 ${'exit=0 '.repeat(200)}\n`],
    ['has no start', 'ended=1764000012 exit=0\n'],
  ])('counts a record that %s as none', (_, text) => {
    lay('run-after-backup', text);
    expect(records().read()).toEqual({});
  });

  it('believes no file that others may read or write', () => {
    lay('run-after-backup', whole, 0o666);
    expect(records().read()).toEqual({});
  });

  it('believes nothing behind a link', () => {
    lay('elsewhere', whole);
    symlinkSync('elsewhere', join(folder, 'run-after-backup'));
    expect(records().read()['run-after-backup']).toBeUndefined();
  });

  it('begins once, in a folder for root alone', () => {
    records().begin(1000);
    records().begin(2000);
    expect(records().since).toBe(1000);
    expect(readFileSync(join(folder, 'since'), 'utf8')).toBe('since=1000\n');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('begins anew when the clock was set back', () => {
    records().begin(2000);
    records().begin(1000);
    expect(records().since).toBe(1000);
  });

  it('forgets a run that lies ahead, as the clock was set back', () => {
    records().begin(1000);
    lay('run-after-backup', whole);
    records().begin(2000);
    expect(records().read()).toEqual({});
    expect(records().since).toBe(2000);
  });

  it('leaves nothing when it ends', () => {
    records().begin(1000);
    lay('run-after-backup', whole);
    records().end();
    expect(existsSync(join(root, 'opt/backup-integrator-charm'))).toBe(false);
  });

  it('removes nothing behind a link', () => {
    const other = temporaryFolder();
    writeFileSync(join(other, 'kept'), '');
    mkdirSync(dirname(folder), { recursive: true });
    symlinkSync(other, folder);
    const failed: string[] = [];
    new RunRecords(root, 'app', ({ message }) => failed.push(message)).end();
    expect(existsSync(join(other, 'kept'))).toBe(true);
    expect(failed).toEqual([
      expect.stringContaining('something that is no folder is in its place'),
    ]);
  });
});
