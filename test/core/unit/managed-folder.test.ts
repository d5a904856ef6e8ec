import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManagedFolder } from '../../../src/core/unit/managed-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const base = 'opt/backup-integrator-charm';
let root: string;
let log: string[];

beforeEach(() => {
  root = temporaryFolder();
  log = [];
});

const folderOf = (number: number, application = 'app') =>
  new ManagedFolder(root, { name: `${application}/${number}`, application, number }, (change) =>
    log.push(change),
  );
const file = (name = 'run-before-backup', application = 'app') =>
  join(root, base, 'scripts', application, name);
const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8);

describe('put', () => {
  it('writes the content byte for byte, for the owner alone, in folders for the owner alone', () => {
    folderOf(0).put('run-before-backup', '#!/bin/sh\r\necho "ünï 🎉"\n\n');
    expect(readFileSync(file(), 'utf8')).toBe('#!/bin/sh\r\necho "ünï 🎉"\n\n');
    expect(mode(file())).toBe('700');
    for (const folder of [base, `${base}/scripts`, `${base}/scripts/app`]) {
      expect(mode(join(root, folder))).toBe('700');
    }
  });

  it('does not depend on the umask', () => {
    mkdirSync(join(root, 'opt'));
    const before = process.umask(0o777);
    try {
      folderOf(0).put('run-before-backup', 'x');
    } finally {
      process.umask(before);
    }
    expect(mode(file())).toBe('700');
  });

  it('does not touch a file that is right, and says nothing', () => {
    folderOf(0).put('run-before-backup', 'x');
    const before = statSync(file(), { bigint: true });
    log = [];
    folderOf(0).put('run-before-backup', 'x');
    const after = statSync(file(), { bigint: true });
    expect([after.ino, after.ctimeNs]).toEqual([before.ino, before.ctimeNs]);
    expect(log).toEqual([]);
  });

  it('replaces the file as a whole: whoever has the old one open keeps it', () => {
    folderOf(0).put('run-before-backup', 'old');
    linkSync(file(), join(root, 'held'));
    folderOf(0).put('run-before-backup', 'new');
    expect(readFileSync(join(root, 'held'), 'utf8')).toBe('old');
    expect(readFileSync(file(), 'utf8')).toBe('new');
    expect(log.at(-1)).toBe('wrote /opt/backup-integrator-charm/scripts/app/run-before-backup');
  });

  it.each<[string, () => void]>([
    ['content', () => writeFileSync(file(), 'evil', { mode: 0o700 })],
    ['mode', () => chmodSync(file(), 0o755)],
    ['setuid bit', () => chmodSync(file(), 0o4700)],
    ['a second hard link', () => linkSync(file(), join(root, 'second'))],
    ['a missing file', () => rmSync(file())],
    [
      'a symbolic link',
      () => {
        writeFileSync(join(root, 'target'), 'good', { mode: 0o700 });
        rmSync(file());
        symlinkSync(join(root, 'target'), file());
      },
    ],
    [
      'a folder',
      () => {
        rmSync(file());
        mkdirSync(join(file(), 'deep'), { recursive: true });
      },
    ],
    ['the mode of its folder', () => chmodSync(join(root, base, 'scripts/app'), 0o777)],
    ['the mode of the base folder', () => chmodSync(join(root, base), 0o777)],
    [
      'a symbolic link in place of its folder',
      () => {
        mkdirSync(join(root, 'elsewhere'));
        rmSync(join(root, base, 'scripts/app'), { recursive: true });
        symlinkSync(join(root, 'elsewhere'), join(root, base, 'scripts/app'));
      },
    ],
  ])('puts back %s', (_, tamper) => {
    folderOf(0).put('run-before-backup', 'good');
    tamper();
    folderOf(0).put('run-before-backup', 'good');
    expect(readFileSync(file(), 'utf8')).toBe('good');
    expect(statSync(file()).nlink).toBe(1);
    for (const path of [file(), join(root, base, 'scripts/app'), join(root, base)]) {
      expect(mode(path)).toBe('700');
    }
    if (existsSync(join(root, 'elsewhere')))
      expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  it('leaves no temporary file, also when it fails', () => {
    folderOf(0).put('run-before-backup', 'x');
    expect(() => folderOf(0).put('no/such/folder', 'x')).toThrow('ENOENT');
    expect(readdirSync(join(root, base, 'scripts/app'))).toEqual(['run-before-backup']);
  });
});

describe('prune', () => {
  it('removes what was neither put nor kept, whatever it is', () => {
    const before = folderOf(0);
    for (const name of ['run-before-backup', 'run-after-backup', 'run-before-restore']) {
      before.put(name, name);
    }
    writeFileSync(file('.run-before-backup.1234'), 'left by a crash');
    mkdirSync(file('deep/er'), { recursive: true });
    writeFileSync(Buffer.concat([Buffer.from(file('')), Buffer.from([0x2f, 0xff])]), '');
    const folder = folderOf(0);
    folder.put('run-before-backup', 'run-before-backup');
    folder.keep('run-before-restore');
    folder.prune();
    expect(readdirSync(join(root, base, 'scripts/app'))).toEqual([
      'run-before-backup',
      'run-before-restore',
    ]);
  });

  it('leaves nothing on the disk where there is nothing to keep', () => {
    folderOf(0).put('run-before-backup', 'x');
    folderOf(0).prune();
    expect(readdirSync(join(root, 'opt'))).toEqual([]);
  });

  it('makes nothing where there never was anything', () => {
    folderOf(0).prune();
    expect(existsSync(join(root, 'opt'))).toBe(false);
  });

  it("leaves other applications' files alone", () => {
    folderOf(0, 'other').put('run-before-backup', 'other');
    folderOf(0).put('run-before-backup', 'x');
    folderOf(0).prune();
    expect(readFileSync(file('run-before-backup', 'other'), 'utf8')).toBe('other');
  });
});

describe('release', () => {
  it('takes the files with the last unit of the application on the machine', () => {
    folderOf(0).put('run-before-backup', 'x');
    folderOf(1).put('run-before-backup', 'x');
    folderOf(0).release();
    expect(existsSync(file())).toBe(true);
    folderOf(1).release();
    expect(readdirSync(join(root, 'opt'))).toEqual([]);
  });

  it('does nothing where nothing was ever put', () => {
    folderOf(0).release();
    expect(existsSync(join(root, 'opt'))).toBe(false);
  });
});
