import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, lstatSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OpenFiles } from '../../../../src/core/unit/disk/open-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A `/proc` in which a process has a file open. */
function proc(file: string, facts: Readonly<Record<string, string | number>>, type = 'ext4') {
  const folder = join(temporaryFolder(), 'proc');
  for (const name of ['fd', 'fdinfo']) mkdirSync(join(folder, '7', name), { recursive: true });
  mkdirSync(join(folder, 'self'));
  const lines = Object.entries(facts).map(([name, value]) => `${name}:\t${value}\n`);
  writeFileSync(join(folder, '7/fdinfo/3'), lines.join(''));
  symlinkSync(file, join(folder, '7/fd/3'));
  writeFileSync(
    join(folder, '7/mountinfo'),
    `29 1 8:1 / / rw,relatime shared:1 - ${type} none rw\n`,
  );
  return folder;
}

function aFile() {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, 'x');
  return { file, stats: lstatSync(file) };
}

describe('a file that a process has open', () => {
  it.each([
    ['for writing', '0100001', true],
    ['for reading and writing', '0102002', true],
    ['for reading', '0100000', false],
  ])('%s', (_, flags, expected) => {
    const { file, stats } = aFile();
    const open = new OpenFiles(proc(file, { pos: 0, flags, mnt_id: 29, ino: stats.ino }));
    expect(open.isWritten(stats)).toBe(expected);
    expect(open.isWritten(aFile().stats)).toBe(false);
    expect(open.cut).toBeUndefined();
  });

  it('is told from one of the same number on another file system', () => {
    const { file, stats } = aFile();
    const open = new OpenFiles(proc(file, { flags: '01', mnt_id: 29, ino: stats.ino }));
    expect(open.isWritten(Object.assign(stats, { dev: -1 }))).toBe(false);
  });

  it('is not asked for where it is on a network mount, or on an unknown one', () => {
    const { file, stats } = aFile();
    const facts = { flags: '01', mnt_id: 29, ino: stats.ino };
    expect(new OpenFiles(proc(file, facts, 'nfs4')).isWritten(stats)).toBe(false);
    expect(new OpenFiles(proc(file, { ...facts, mnt_id: 30 })).isWritten(stats)).toBe(false);
  });
});

describe('what is not known', () => {
  it('is said where nothing tells it', () => {
    const { file, stats } = aFile();
    const kernel = new OpenFiles(proc(file, { flags: '01', mnt_id: 29 }));
    expect(kernel.cut).toBe('this kernel does not tell which files are open');
    expect(kernel.isWritten(stats)).toBe(false);
    expect(new OpenFiles('/nowhere').cut).toBe('the system does not tell which files are open');
  });

  it('is said where there are too many', () => {
    const { file, stats } = aFile();
    const folder = proc(file, { flags: '01', mnt_id: 29, ino: stats.ino });
    const open = new OpenFiles(folder, 1);
    expect(open.cut).toBe('more than 1 files are open, and not all were looked at');
    expect(open.isWritten(stats)).toBe(false);
    expect(new OpenFiles(folder, 2).cut).toBeUndefined();
  });
});

describe.runIf(process.platform === 'linux')('on this machine', () => {
  it('what another process writes is known, and what this one does is not counted', async () => {
    const [theirs, own] = [aFile(), aFile()];
    const child = spawn('/bin/sh', ['-c', 'exec 3>>"$0"; echo; read x', theirs.file]);
    await once(child.stdout, 'data');
    const descriptor = openSync(own.file, 'a');
    const open = new OpenFiles('/proc');
    expect(open.isWritten(theirs.stats)).toBe(true);
    expect(open.isWritten(own.stats)).toBe(false);
    child.stdin.end();
    closeSync(descriptor);
    await once(child, 'close');
  });
});
