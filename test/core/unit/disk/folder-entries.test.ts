import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readEntries } from '../../../../src/core/unit/disk/folder-entries.ts';
import { UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { world } from '../../../support/world.ts';

const roots: string[] = [];

/** A folder with names of all kinds, and so many more that its own size may be over what is read in one piece. */
function folderWith(more: number, place: string): string {
  const root = mkdtempSync(join(place, 'backup-integrator-'));
  roots.push(root);
  const folder = join(root, 'a');
  mkdirSync(join(folder, 'folder'), { recursive: true });
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('folder', join(folder, 'link'));
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x0a])]), '');
  writeFileSync(join(folder, '\ufffd'), '');
  const long = join(folder, 'x'.repeat(240));
  for (let number = 0; number < more; number++) linkSync(join(folder, 'file'), `${long}${number}`);
  return folder;
}

let small: string;
let big: string;

beforeAll(() => {
  small = folderWith(0, tmpdir());
  // In memory, a folder's own size is not that of its names.
  big = folderWith(5000, '/var/tmp');
});

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

const odd = [
  { name: 'file', kind: 'other', isUtf8: true },
  { name: 'folder', kind: 'folder', isUtf8: true },
  { name: 'link', kind: 'link', isUtf8: true },
  { name: '\ufffd', kind: 'other', isUtf8: true },
  { name: '\ufffd\n', kind: 'other', isUtf8: false },
];

function sorted(folder: string) {
  return [...readEntries(folder, { seconds: 10 })]
    .filter(({ name }) => !name.startsWith('xxx'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe('what is in a folder', () => {
  it('is told with its kind, and with names that are not UTF-8', () => {
    expect(sorted(small)).toEqual(odd);
  });

  it('is told of a folder whose path is not UTF-8, unless it is big', () => {
    const readOdd = (folder: string) => {
      const path = Buffer.from(`${folder}-\xff`, 'latin1');
      renameSync(folder, path);
      try {
        return [...readEntries(path, { seconds: 10 })];
      } finally {
        renameSync(path, folder);
      }
    };
    expect(readOdd(small)).toHaveLength(5);
    expect(() => readOdd(big)).toThrow('EFBIG');
  });

  it('is the same where the folder is big, and read by find', () => {
    expect(sorted(big)).toEqual(odd);
    expect([...readEntries(big, { seconds: 10 })]).toHaveLength(5005);
  });

  it('is only what is wanted there, where that is told', () => {
    const names = [...readEntries(big, { seconds: 10, names: ['f*', '*\n'] })].map(
      (entry) => entry.name,
    );
    expect(names.toSorted()).toEqual(['file', 'folder', '\ufffd\n']);
  });

  it('is not read further than the time goes', () => {
    expect(() => readEntries(big, { seconds: 0 })).toThrow(
      expect.objectContaining({ code: 'EFBIG' }),
    );
  });

  it('is not held where its names are too many', () => {
    expect(() => readEntries(big, { seconds: 10 }, 1_000_000)).toThrow(
      expect.objectContaining({ code: 'EFBIG' }),
    );
  });

  it('is read in one piece where there is no find', () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect([...readEntries(big, { seconds: 10 })]).toHaveLength(5005);
  });
});

it('no folder, and nothing at all, are told as by node:fs', () => {
  const root = world({ '/file': 'file' });
  expect(() => readEntries(join(root, 'file'), { seconds: 1 })).toThrow('ENOTDIR');
  expect(() => readEntries(join(root, 'none'), { seconds: 1 })).toThrow('ENOENT');
});

it('a disk names what is too much, as what can not be read', () => {
  expect(new UnitDisk(dirname(big)).entries('/a', 0)).toEqual(
    new Unreadable('there are too many names in it', 'EFBIG'),
  );
});
