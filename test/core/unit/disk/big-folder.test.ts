import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readBigFolder } from '../../../../src/core/unit/disk/big-folder.ts';

/** More than one piece of the answer. */
const names = Array.from({ length: 2000 }, (_, index) => `${index}-${'x'.repeat(200)}`);

function folderOf(all: readonly (string | Buffer)[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'backup-integrator-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of all) {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]), '');
  }
  return folder;
}

function read(folder: string, seconds = 10, most = 1e9) {
  const big = readBigFolder(folder, seconds, most);
  return big.is === 'read' ? [...big.entries] : big.is;
}

it('names that are more than a piece of the answer are read whole', () => {
  const found = read(folderOf(names));
  const expected = names.map((name) => ({ name, kind: 'other', isUtf8: true }));
  expect(found).toHaveLength(names.length);
  expect(found).toEqual(expect.arrayContaining(expected));
});

it('a name that is not UTF-8 is told as such, and those around it are not', () => {
  const odd = Buffer.from('odd-\xff', 'latin1');
  const found = read(folderOf([...names, odd]));
  expect(found).toContainEqual({ name: 'odd-\ufffd', kind: 'other', isUtf8: false });
  expect(found).toContainEqual({ name: names[0], kind: 'other', isUtf8: true });
});

it('an empty folder has nothing in it', () => {
  expect(read(folderOf([]))).toEqual([]);
});

it('more bytes of names than allowed are too much, and so is more time', () => {
  const folder = folderOf(names);
  expect(read(folder, 10, 100_000)).toBe('too much');
  expect(read(folder, 0)).toBe('too much');
});

it('a folder that is gone, and a place that takes no file, leave it to others', () => {
  expect(read('/nowhere')).toBe('no find');
  const folder = folderOf([]);
  vi.stubEnv('TMPDIR', '/proc');
  expect(read(folder)).toBe('no find');
});

it('nothing is left open, however it was read', () => {
  const folder = folderOf(names);
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  read(folder);
  read(folder, 10, 100_000);
  const big = readBigFolder(folder, 10, 1e9);
  for (const _ of big.is === 'read' ? big.entries : []) break;
  expect(openFiles()).toBe(before);
});
