import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readEntries } from '../../../../src/core/unit/disk/folder-entries.ts';
import { UnitDisk, Unreadable } from '../../../../src/core/unit/disk/unit-disk.ts';
import { world } from '../../../support/world.ts';

// In memory, a folder's own size is not that of its names.
beforeEach(() => void vi.stubEnv('TMPDIR', '/var/tmp'));

/** A folder with names of all kinds, and so many more that its own size is over what is read in one piece. */
function folderWith(more: number): string {
  const root = world({ '/a/folder/x': 'file', '/a/file': 'file', '/a/link': { link: 'folder' } });
  const folder = join(root, 'a');
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x0a])]), '');
  writeFileSync(join(folder, '\ufffd'), '');
  const long = 'x'.repeat(240);
  for (let number = 0; number < more; number++) writeFileSync(join(folder, `${long}${number}`), '');
  return folder;
}

const odd = [
  { name: 'file', kind: 'other', isUtf8: true },
  { name: 'folder', kind: 'folder', isUtf8: true },
  { name: 'link', kind: 'link', isUtf8: true },
  { name: '\ufffd', kind: 'other', isUtf8: true },
  { name: '\ufffd\n', kind: 'other', isUtf8: false },
];

function sorted(folder: string) {
  return [...readEntries(folder, 10)]
    .filter(({ name }) => !name.startsWith('xxx'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe('what is in a folder', () => {
  it('is told with its kind, and with names that are not UTF-8', () => {
    expect(sorted(folderWith(0))).toEqual(odd);
  });

  it('is told of a folder whose path is not UTF-8, unless it is big', () => {
    const odd = (more: number) => {
      const folder = folderWith(more);
      const path = Buffer.from(`${folder}-\xff`, 'latin1');
      renameSync(folder, path);
      return path;
    };
    expect([...readEntries(odd(0), 10)]).toHaveLength(5);
    expect(() => readEntries(odd(5000), 10)).toThrow('EFBIG');
  });

  it('is the same where the folder is big, and read by find', () => {
    const folder = folderWith(5000);
    expect(sorted(folder)).toEqual(odd);
    expect([...readEntries(folder, 10)]).toHaveLength(5005);
  });

  it('is not read further than the time goes', () => {
    expect(() => readEntries(folderWith(5000), 0)).toThrow(
      expect.objectContaining({ code: 'EFBIG' }),
    );
  });

  it('is not held where its names are too many', () => {
    expect(() => readEntries(folderWith(5000), 10, 1_000_000)).toThrow(
      expect.objectContaining({ code: 'EFBIG' }),
    );
  });

  it('is read in one piece where there is no find', () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect([...readEntries(folderWith(5000), 10)]).toHaveLength(5005);
  });
});

it('no folder, and nothing at all, are told as by node:fs', () => {
  const root = world({ '/file': 'file' });
  expect(() => readEntries(join(root, 'file'), 1)).toThrow('ENOTDIR');
  expect(() => readEntries(join(root, 'none'), 1)).toThrow('ENOENT');
});

it('a disk names what is too much, as what can not be read', () => {
  const root = world({});
  mkdirSync(join(root, 'many'));
  for (let number = 0; number < 5000; number++) {
    writeFileSync(join(root, 'many', `${'x'.repeat(240)}${number}`), '');
  }
  expect(new UnitDisk(root).entries('/many', 0)).toEqual(
    new Unreadable('there are too many names in it', 'EFBIG'),
  );
});
