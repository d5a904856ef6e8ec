import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryOpen } from '../../../../src/core/unit/disk/try-open.ts';
import { UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function aFile(): string {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, 'x');
  return file;
}

describe.runIf(process.platform === 'linux')('a file', () => {
  it('can be opened, and nothing stays open', () => {
    const file = aFile();
    const seen = lstatSync(file);
    const open = readdirSync('/proc/self/fd').length;
    expect(tryOpen(file, seen)).toBe(true);
    expect(readdirSync('/proc/self/fd')).toHaveLength(open);
    expect(new UnitDisk('/').tryOpen(Buffer.from(file), seen)).toBe(true);
  });

  it('that has gone is not there', () => {
    const file = aFile();
    const seen = lstatSync(file);
    rmSync(file);
    expect(new UnitDisk('/').tryOpen(file, seen)).toBeUndefined();
  });

  it.each([
    ['another file', (file: string) => renameSync(aFile(), file)],
    ['a link', (file: string) => symlinkSync('/etc/passwd', file)],
    ['a pipe', (file: string) => void execFileSync('mkfifo', [file])],
  ])('in whose place %s is by now is not opened', (_, replace) => {
    const file = aFile();
    const seen = lstatSync(file);
    renameSync(file, `${file}-was`);
    replace(file);
    expect(tryOpen(file, seen)).toBeUndefined();
  });

  it('and nothing else is opened', () => {
    expect(tryOpen('/dev/null', lstatSync('/dev/null'))).toBeUndefined();
  });

  it('that nobody may read can not be opened, for the reason that the system gives', () => {
    const file = '/proc/sys/vm/drop_caches';
    expect(new UnitDisk('/').tryOpen(file, lstatSync(file))).toEqual(
      new Unreadable('permission denied', 'EACCES'),
    );
  });
});
