import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { readBigFolder, type Wanted } from '../../../../src/core/unit/disk/big-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** More than one piece of the answer. */
const names = Array.from({ length: 2000 }, (_, index) => `${index}-${'x'.repeat(200)}`);

let full: string;
let empty: string;

beforeAll(() => {
  full = mkdtempSync(join(tmpdir(), 'backup-integrator-'));
  empty = mkdtempSync(join(tmpdir(), 'backup-integrator-'));
  for (const name of names) writeFileSync(join(full, name), '');
});

afterAll(() => {
  for (const folder of [full, empty]) rmSync(folder, { recursive: true });
});

function read(folder: string, wanted: Partial<Wanted> = {}, bytes = 1e9) {
  const big = readBigFolder(folder, { seconds: 10, ...wanted }, bytes);
  return big.is === 'read' ? [...big.entries] : big.is;
}

it('names that are more than a piece of the answer are read whole', () => {
  const big = readBigFolder(full, { seconds: 10 }, 1e9);
  const found = big.is === 'read' ? [...big.entries] : [];
  expect(found.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  expect(found[0]).toMatchObject({ kind: 'other', isUtf8: true });
});

it('a name that is not UTF-8 is told as such, and those around it are not', () => {
  const odd = Buffer.from(`${full}/odd-\xff`, 'latin1');
  writeFileSync(odd, '');
  onTestFinished(() => rmSync(odd));
  const found = read(full);
  expect(found).toContainEqual({ name: 'odd-\ufffd', kind: 'other', isUtf8: false });
  expect(found).toContainEqual({ name: names[0], kind: 'other', isUtf8: true });
});

it('only what is wanted is read, and as little counts', () => {
  for (const name of ['a.db', '.b.db', '-o.db', 'a.db~', 'ü.db']) {
    writeFileSync(join(full, name), '');
    onTestFinished(() => rmSync(join(full, name)));
  }
  const odd = Buffer.from(`${full}/odd-\xff.db`, 'latin1');
  writeFileSync(odd, '');
  onTestFinished(() => rmSync(odd));
  const found = read(full, { names: ['*.db', '1999-*'] }, 1000);
  const names = typeof found === 'string' ? found : found.map(({ name }) => name);
  expect([...names].toSorted()).toEqual(
    ['-o.db', '.b.db', `1999-${'x'.repeat(200)}`, 'a.db', 'odd-\ufffd.db', 'ü.db'].toSorted(),
  );
});

it('an empty folder has nothing in it', () => {
  expect(read(empty)).toEqual([]);
});

it('more bytes of names than allowed are too much', () => {
  expect(read(full, {}, 100_000)).toBe('too much');
});

it('without time nothing is begun, and what takes more than there is is ended: too much, both', () => {
  const slow = temporaryFolder();
  writeFileSync(join(slow, 'find'), '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
  vi.stubEnv('PATH', `${slow}:${process.env['PATH']}`);
  expect(read(empty, { seconds: 0 })).toBe('too much');
  expect(read(empty, { seconds: 0.1 })).toBe('too much');
});

it('a folder that is gone, and a place that takes no file, leave it to others', () => {
  expect(read('/nowhere')).toBe('no find');
  vi.stubEnv('TMPDIR', '/proc');
  expect(read(empty)).toBe('no find');
});

it('nothing is left open, however it was read', () => {
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  read(full);
  read(full, {}, 100_000);
  const big = readBigFolder(full, { seconds: 10 }, 1e9);
  for (const _ of big.is === 'read' ? big.entries : []) break;
  expect(openFiles()).toBe(before);
});
