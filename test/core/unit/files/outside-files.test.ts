import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { UnitDisk } from '../../../../src/core/unit/disk/unit-disk.ts';
import { OutsideFiles } from '../../../../src/core/unit/files/outside-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const file = { option: 'metrics-file', path: '/var/lib/theirs/b.prom', firstLine: '# ours' };
const leftAlone =
  "metrics-file: /var/lib/theirs/b.prom is left alone: what is there is not the charm's; move it away, or name another path";

let root: string;
let folder: string;
let real: string;
let elsewhere: string;
let failed: string[];
let log: string[];

beforeEach(() => {
  const top = temporaryFolder();
  root = path.join(top, 'root');
  folder = path.join(root, 'var/lib/theirs');
  real = path.join(root, file.path);
  elsewhere = path.join(top, 'elsewhere');
  failed = [];
  log = [];
  fs.mkdirSync(folder, { recursive: true });
  fs.mkdirSync(elsewhere);
  fs.writeFileSync(path.join(elsewhere, 'kept'), '# ours\nkept');
});

function outside(disk = new UnitDisk(root)): OutsideFiles {
  return new OutsideFiles(
    root,
    disk,
    (option, { message }) => failed.push(`${option}: ${message}`),
    (change) => log.push(change),
  );
}

const write = (text = 'text\n') => outside().write(file, text);
const content = () => fs.readFileSync(real, 'utf8');
const inode = () => fs.lstatSync(real).ino;

/** Everything there, so that whatever was changed shows. */
function tree(top: string): Record<string, string> {
  const names = fs.readdirSync(top, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const stats = fs.lstatSync(path.join(top, name));
      return [name, `${stats.mode.toString(8)} ${stats.ino} ${stats.size}`];
    }),
  );
}

describe('a file in a folder of others', () => {
  it('is written for all to read, with its first line, and nothing else is left there', () => {
    const umask = process.umask(0o077);
    try {
      write();
    } finally {
      process.umask(umask);
    }
    expect(content()).toBe('# ours\ntext\n');
    expect(fs.statSync(real).mode & 0o7777).toBe(0o644);
    expect(fs.readdirSync(folder)).toEqual(['b.prom']);
    expect([log, failed]).toEqual([['wrote /var/lib/theirs/b.prom'], []]);
  });

  it('is replaced where it differs, in its content or in who may change it, and else not touched', () => {
    write();
    const first = inode();
    write();
    expect(inode()).toBe(first);
    write('other\n');
    expect(content()).toBe('# ours\nother\n');
    fs.chmodSync(real, 0o666);
    write('other\n');
    expect(fs.statSync(real).mode & 0o7777).toBe(0o644);
    expect(log).toHaveLength(1);
  });

  it('stays whole for whoever has it open', () => {
    write();
    const open = fs.openSync(real, 'r');
    write('another\n');
    expect(fs.readFileSync(open, 'utf8')).toBe('# ours\ntext\n');
    fs.closeSync(open);
  });

  it('is removed where it is the charm’s', () => {
    write();
    expect([outside().remove(file), outside().remove(file)]).toEqual([true, true]);
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(log.at(-1)).toBe('removed /var/lib/theirs/b.prom');
    expect(failed).toEqual([]);
  });

  it('takes with it what kills have left of it, and nothing else', () => {
    const id = crypto.randomUUID();
    const kept = ['.b.prom.swp', `.b.prom.${id}.x`, `.c.prom.${id}`, `b.prom.${id}`];
    for (const name of [`.b.prom.${id}`, ...kept]) fs.writeFileSync(path.join(folder, name), '');
    fs.mkdirSync(path.join(folder, `.b.prom.${crypto.randomUUID()}`));
    write();
    expect(
      fs
        .readdirSync(folder)
        .filter((name) => name.includes(id))
        .sort(),
    ).toEqual(kept.slice(1).sort());
    expect(fs.readdirSync(folder)).toHaveLength(kept.length + 2);
  });
});

describe('what is there is left alone, and said,', () => {
  const occupants: readonly (readonly [string, () => void])[] = [
    ['a file of somebody else’s', () => fs.writeFileSync(real, '# theirs\n')],
    ['a file that begins like the charm’s', () => fs.writeFileSync(real, '# ours, app b\n')],
    ['an empty file', () => fs.writeFileSync(real, '')],
    ['a folder', () => fs.mkdirSync(path.join(real, 'deep'), { recursive: true })],
    ['a link to a file', () => fs.symlinkSync(path.join(elsewhere, 'kept'), real)],
    ['a link to nowhere', () => fs.symlinkSync('nowhere', real)],
    ['a link to a folder', () => fs.symlinkSync(elsewhere, real)],
    ['a FIFO', () => void execFileSync('mkfifo', [real])],
  ];

  it.each(occupants)('where it is %s', (_, plant) => {
    plant();
    const before = tree(path.dirname(root));
    write();
    expect(failed).toEqual([leftAlone]);
    expect(outside().remove(file)).toBe(true);
    expect(tree(path.dirname(root))).toEqual(before);
    expect([failed.length, log]).toEqual([1, []]);
  });
});

describe('nothing is done, and nothing said,', () => {
  const replaced = (at: string, plant: (file: string) => void) => () => {
    fs.renameSync(path.join(root, at), path.join(elsewhere, 'moved'));
    plant(path.join(root, at));
  };
  const obstacles: readonly (readonly [string, () => void])[] = [
    ['the folder is missing', () => fs.rmdirSync(folder)],
    [
      'a file is in the place of the folder',
      replaced('var/lib/theirs', (it) => fs.writeFileSync(it, '')),
    ],
    ...['var/lib/theirs', 'var/lib', 'var'].map(
      (at) =>
        [
          `a link is in the place of ${at}`,
          replaced(at, (it) => fs.symlinkSync(path.join(elsewhere, 'moved'), it)),
        ] as const,
    ),
  ];

  it.each(obstacles)('where %s', (_, plant) => {
    write();
    fs.rmSync(real);
    log = [];
    plant();
    const before = tree(path.dirname(root));
    write();
    expect(outside().remove(file)).toBe(true);
    expect(tree(path.dirname(root))).toEqual(before);
    expect([failed, log]).toEqual([[], []]);
  });

  it('where the folder does not answer', () => {
    const mounts = `20 1 0:5 / /var/lib rw - nfs4 none rw\n`;
    fs.mkdirSync(path.join(root, 'proc/self'), { recursive: true });
    fs.writeFileSync(path.join(root, 'proc/self/mountinfo'), mounts);
    outside(new UnitDisk(root, () => false)).write(file, 'text\n');
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(failed).toEqual([]);
  });
});

describe('somebody who changes the folder at the same moment', () => {
  /** Lets somebody act between what the charm has looked at and what it does then. */
  function between(act: () => void): () => void {
    const renameSync = fs.renameSync;
    let isDone = false;
    fs.renameSync = (...args) => {
      if (!isDone) {
        isDone = true;
        act();
      }
      renameSync(...args);
    };
    return () => {
      fs.renameSync = renameSync;
    };
  }

  function writeBetween(act: () => void): void {
    const restore = between(act);
    try {
      write('new\n');
    } finally {
      restore();
    }
  }

  it('leads the charm nowhere else with a link in the place of the folder', () => {
    const moved = path.join(root, 'moved');
    writeBetween(() => {
      fs.renameSync(folder, moved);
      fs.symlinkSync(elsewhere, folder);
    });
    expect(fs.readdirSync(elsewhere)).toEqual(['kept']);
    expect(fs.readFileSync(path.join(moved, 'b.prom'), 'utf8')).toBe('# ours\nnew\n');
  });

  it('makes it overwrite nothing with a link in the place of the file', () => {
    writeBetween(() => fs.symlinkSync(path.join(elsewhere, 'kept'), real));
    expect(fs.readFileSync(path.join(elsewhere, 'kept'), 'utf8')).toBe('# ours\nkept');
    expect(content()).toBe('# ours\nnew\n');
  });

  it('makes it empty no folder that comes into the place of the file', () => {
    writeBetween(() => {
      fs.mkdirSync(real);
      fs.writeFileSync(path.join(real, 'kept'), '');
    });
    expect(fs.readdirSync(folder)).toEqual(['b.prom']);
    expect(fs.readdirSync(real)).toEqual(['kept']);
    expect(failed).toEqual([
      "metrics-file: /var/lib/theirs/b.prom can't be written: a folder is in its place (EISDIR); move that away",
    ]);
  });

  it('makes it write nowhere else with a link in the place of the new file', () => {
    const openSync = fs.openSync;
    fs.openSync = (name, flags, mode) => {
      if (mode === 0o644) fs.symlinkSync(path.join(elsewhere, 'kept'), name);
      return openSync(name, flags, mode);
    };
    try {
      write();
    } finally {
      fs.openSync = openSync;
    }
    expect(fs.readFileSync(path.join(elsewhere, 'kept'), 'utf8')).toBe('# ours\nkept');
    expect(failed).toEqual([
      "metrics-file: /var/lib/theirs/b.prom can't be written: something else is in its place (EEXIST); move that away",
    ]);
    expect(fs.readdirSync(folder)).not.toContain('b.prom');
  });
});

describe('a folder of another user', () => {
  it.skipIf(process.geteuid?.() !== 0)('keeps its owner, and the file is the charm’s', () => {
    fs.chownSync(folder, 12345, 12345);
    fs.chownSync(path.dirname(folder), 12345, 12345);
    write();
    expect([fs.statSync(folder).uid, fs.statSync(real).uid]).toEqual([12345, 0]);
    fs.chownSync(real, 12345, 12345);
    write();
    expect(fs.statSync(real).uid).toBe(0);
    const theirs = `.b.prom.${crypto.randomUUID()}`;
    fs.writeFileSync(path.join(folder, theirs), '');
    fs.chownSync(path.join(folder, theirs), 12345, 12345);
    expect(outside().remove(file)).toBe(true);
    expect(fs.readdirSync(folder)).toEqual([theirs]);
    expect(failed).toEqual([]);
  });
});

describe('a path', () => {
  it.each([
    'b.prom',
    '',
    '/',
    '/var/lib/theirs/',
    '/var/lib/theirs/../b.prom',
    '/var//b.prom',
    '/var/./b.prom',
    '/opt/backup-integrator-charm/b.prom',
    '/opt/backup-integrator-charm',
    '/var/b\0.prom',
  ])('that no plugin may name is refused: %j', (wrong) => {
    expect(() => outside().write({ ...file, path: wrong }, '')).toThrow(
      'is no path of a file outside',
    );
    expect(() => outside().remove({ ...file, path: wrong })).toThrow(
      'is no path of a file outside',
    );
  });

  it('leads nowhere but below the root, whatever it is', () => {
    const name = fc.oneof(
      fc.constantFrom('..', '.', '', '...', 'x'.repeat(300), 'opt', 'var', 'lib', 'theirs'),
      fc.string({ maxLength: 300, size: 'max' }),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), (names) => {
        const before = tree(elsewhere);
        try {
          outside().write({ ...file, path: `/${names.join('/')}` }, 'x');
        } catch (error) {
          expect(String(error)).toContain('is no path of a file outside');
        }
        expect(tree(elsewhere)).toEqual(before);
        expect(fs.readdirSync(path.dirname(root)).sort()).toEqual(['elsewhere', 'root']);
      }),
      { numRuns: 200 },
    );
  });
});

it('what the disk refuses is said, and leaves nothing', () => {
  const long = { ...file, path: `/var/lib/theirs/${'x'.repeat(240)}` };
  outside().write(long, '');
  expect(failed).toEqual([expect.stringContaining("can't be written: ENAMETOOLONG")]);
  expect(fs.readdirSync(folder)).toEqual([]);
});

it('no descriptor stays open', () => {
  const open = () => fs.readdirSync('/proc/self/fd').length;
  write();
  const before = open();
  write('other\n');
  outside().remove(file);
  expect(open()).toBe(before);
});
