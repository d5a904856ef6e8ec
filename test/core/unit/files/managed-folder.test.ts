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
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManagedFolder } from '../../../../src/core/unit/files/managed-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const base = 'opt/backup-integrator-charm';
let root: string;
let log: string[];

beforeEach(() => {
  root = temporaryFolder();
  log = [];
});

const folderOf = (application = 'app') =>
  new ManagedFolder(root, application, (change) => log.push(change));
const put = (content: string) => folderOf().putBack({ 'run-before-backup': content });
const file = (name = 'run-before-backup', application = 'app') =>
  join(root, base, 'scripts', application, name);
const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8);

describe('putBack', () => {
  it('writes the content byte for byte, for the owner alone, in folders for the owner alone', () => {
    put('#!/bin/sh\r\necho "ünï 🎉"\n\n');
    expect(readFileSync(file(), 'utf8')).toBe('#!/bin/sh\r\necho "ünï 🎉"\n\n');
    expect(mode(file())).toBe('700');
    for (const folder of [base, `${base}/scripts`, `${base}/scripts/app`]) {
      expect(mode(join(root, folder))).toBe('700');
    }
  });

  it('does not depend on the umask', () => {
    mkdirSync(join(root, 'opt'));
    const before = process.umask(0o377);
    try {
      put('x');
    } finally {
      process.umask(before);
    }
    expect(mode(file())).toBe('700');
  });

  it('does not touch a file that is right, and says nothing', () => {
    put('x');
    const before = statSync(file(), { bigint: true });
    log = [];
    put('x');
    const after = statSync(file(), { bigint: true });
    expect([after.ino, after.ctimeNs]).toEqual([before.ino, before.ctimeNs]);
    expect(log).toEqual([]);
  });

  it('replaces the file as a whole: whoever has the old one open keeps it', () => {
    put('old');
    linkSync(file(), join(root, 'held'));
    put('new');
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
    put('good');
    tamper();
    put('good');
    expect(readFileSync(file(), 'utf8')).toBe('good');
    expect(statSync(file()).nlink).toBe(1);
    for (const path of [file(), join(root, base, 'scripts/app'), join(root, base)]) {
      expect(mode(path)).toBe('700');
    }
    if (existsSync(join(root, 'elsewhere')))
      expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  it('leaves no temporary file, also when it fails, and says which file it is about', () => {
    put('x');
    const long = 'x'.repeat(230);
    expect(() => folderOf().putBack({ [long]: 'x' })).toThrow(
      `/opt/backup-integrator-charm/scripts/app/${long} can't be written: ENAMETOOLONG`,
    );
    expect(readdirSync(join(root, base, 'scripts/app'))).toEqual(['run-before-backup']);
  });

  it('leaves alone whatever else is there', () => {
    put('x');
    folderOf().putBack({ 'run-after-backup': 'y' });
    expect(readdirSync(join(root, base, 'scripts/app'))).toEqual([
      'run-after-backup',
      'run-before-backup',
    ]);
    expect(log.filter((change) => change.startsWith('removed'))).toEqual([]);
  });

  it('makes no folder for nothing', () => {
    folderOf().putBack({});
    expect(existsSync(join(root, 'opt'))).toBe(false);
  });
});

describe('make', () => {
  const three = { 'run-before-backup': '1', 'run-after-backup': '2', 'run-before-restore': '3' };

  it('removes what is none of the files, whatever it is, and says so', () => {
    folderOf().make(three);
    writeFileSync(file('.run-before-backup.1234'), 'left by a crash');
    mkdirSync(file('deep/er'), { recursive: true });
    symlinkSync(join(root, 'elsewhere'), file('link'));
    writeFileSync(Buffer.concat([Buffer.from(file('')), Buffer.from([0x2f, 0xff])]), '');
    log = [];
    folderOf().make({ 'run-before-backup': '1', 'run-before-restore': '4' });
    expect(readdirSync(join(root, base, 'scripts/app'))).toEqual([
      'run-before-backup',
      'run-before-restore',
    ]);
    const shown = '/opt/backup-integrator-charm/scripts/app';
    expect(log[0]).toBe(`wrote ${shown}/run-before-restore`);
    expect(log).toContain(`removed ${shown}/run-after-backup`);
    expect(log).toHaveLength(6);
  });

  it('names twenty of what it removes, and counts the rest', () => {
    folderOf().make(three);
    for (let index = 0; index < 3000; index++) writeFileSync(file(`stray-${index}`), '');
    log = [];
    folderOf().make(three);
    expect(readdirSync(join(root, base, 'scripts/app'))).toHaveLength(3);
    expect(log).toHaveLength(21);
    expect(log.at(-1)).toBe('removed 2980 more from /opt/backup-integrator-charm/scripts/app');
  });

  it('does not follow a link that it removes', () => {
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(root, 'elsewhere/kept'), '');
    folderOf().make(three);
    symlinkSync(join(root, 'elsewhere'), file('link'));
    folderOf().make({});
    expect(readdirSync(join(root, 'elsewhere'))).toEqual(['kept']);
  });

  it('leaves nothing on the disk where there is no file', () => {
    put('x');
    folderOf().make({});
    expect(readdirSync(join(root, 'opt'))).toEqual([]);
  });

  it('makes nothing where there never was anything', () => {
    folderOf().make({});
    expect(existsSync(join(root, 'opt'))).toBe(false);
    expect(log).toEqual([]);
  });

  it("leaves other applications' files alone", () => {
    folderOf('other').make({ 'run-before-backup': 'other' });
    put('x');
    folderOf().make({});
    expect(readFileSync(file('run-before-backup', 'other'), 'utf8')).toBe('other');
  });

  it('does not touch what is right, and says nothing', () => {
    folderOf().make(three);
    const before = statSync(file(), { bigint: true });
    log = [];
    folderOf().make(three);
    expect(statSync(file(), { bigint: true }).ctimeNs).toBe(before.ctimeNs);
    expect(log).toEqual([]);
  });

  it.each(['scripts/app', 'scripts', ''])(
    'removes nothing behind a link that somebody has put in the place of %j',
    (below) => {
      put('x');
      mkdirSync(join(root, 'elsewhere/scripts/app'), { recursive: true });
      writeFileSync(join(root, 'elsewhere/kept'), '');
      writeFileSync(join(root, 'elsewhere/scripts/app/kept'), '');
      const place = join(root, base, below);
      rmSync(place, { recursive: true });
      symlinkSync(join(root, 'elsewhere', below), place);
      const left: string[] = [];
      folderOf().make({}, ({ what }) => left.push(what));
      expect(left).toEqual([
        expect.stringContaining('something that is no folder is in its place'),
      ]);
      expect(readdirSync(join(root, 'elsewhere/scripts/app'))).toEqual(['kept']);
    },
  );

  it('removes nothing where a file stands in the place of a folder', () => {
    mkdirSync(join(root, base, 'scripts'), { recursive: true });
    writeFileSync(join(root, base, 'scripts/app'), 'no folder');
    const left: string[] = [];
    folderOf().make({}, ({ what }) => left.push(what));
    expect(left).toEqual([expect.stringContaining(`${base}/scripts/app can't be removed`)]);
    expect(readFileSync(join(root, base, 'scripts/app'), 'utf8')).toBe('no folder');
  });

  it('keeps what a provider may look for when it only tidies up', () => {
    folderOf().make(three);
    writeFileSync(file('.run-before-backup.1234'), 'left by a kill');
    writeFileSync(file('other'), '');
    folderOf().tidy(() => expect.fail());
    expect(readdirSync(join(root, base, 'scripts/app'))).toEqual(
      ['other', ...Object.keys(three)].sort(),
    );
  });

  it('comes to these files, whatever was there before', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const files = fc.dictionary(name, fc.string(), { noNullPrototype: true });
    fc.assert(
      fc.property(files, files, (before, after) => {
        folderOf().make(before);
        folderOf().make(after);
        const folder = join(root, base, 'scripts/app');
        const names = existsSync(folder) ? readdirSync(folder) : [];
        const there = names.map((each) => [each, readFileSync(join(folder, each), 'utf8')]);
        expect(Object.fromEntries(there)).toEqual(after);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is there', () => {
  it('is what the charm has written', () => {
    expect([folderOf().isEmpty, folderOf().read()]).toEqual([true, {}]);
    folderOf().make({ one: '1', two: '2' });
    chmodSync(file('two'), 0o755);
    writeFileSync(file('.three.1234'), '', { mode: 0o700 });
    symlinkSync('one', file('link'));
    expect([folderOf().isEmpty, folderOf().read()]).toEqual([false, { one: '1' }]);
  });

  it('is nothing where a file stands in the place of the folder', () => {
    mkdirSync(join(root, base, 'scripts'), { recursive: true });
    writeFileSync(join(root, base, 'scripts/app'), '');
    expect([folderOf().isEmpty, folderOf().read()]).toEqual([true, {}]);
  });
});
