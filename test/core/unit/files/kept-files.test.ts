import { createHash } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { keptFiles } from '../../../../src/core/unit/files/kept-files.ts';
import { ManagedFolder } from '../../../../src/core/unit/files/managed-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const files = { one: '#!/bin/sh\n', two: 'é' };
let root: string;
let folder: ManagedFolder;

beforeEach(() => {
  root = temporaryFolder();
  folder = new ManagedFolder(root, 'app');
  folder.make(files);
});

const real = (name: string) => join(root, folder.path, name);
const states = async () =>
  (await keptFiles(folder, files)).map(({ name, state, sha256 }) => [name, state, sha256]);
const sum = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

describe('a file that is kept', () => {
  it('is right as it was put', async () => {
    expect(await keptFiles(folder, files)).toEqual([
      { name: 'one', path: `${folder.path}/one`, state: 'right', sha256: sum('#!/bin/sh\n') },
      { name: 'two', path: `${folder.path}/two`, state: 'right', sha256: sum('é') },
    ]);
  });

  it('is changed where it has another content, whatever that is', async () => {
    writeFileSync(real('one'), Buffer.from([0xff, 0]));
    expect((await states())[0]).toEqual(['one', 'changed', sum(Buffer.from([0xff, 0]))]);
  });

  it.each([
    ['may be changed by others', () => chmodSync(real('one'), 0o722)],
    ['has another name too', () => linkSync(real('one'), join(root, 'other'))],
    [
      'is a link',
      () => {
        rmSync(real('one'));
        symlinkSync(real('two'), real('one'));
      },
    ],
    [
      'is a folder',
      () => {
        rmSync(real('one'));
        mkdirSync(real('one'));
      },
    ],
  ])('is changed, and not read, where it %s', async (_, change) => {
    change();
    expect((await states())[0]).toEqual(['one', 'changed', undefined]);
  });

  it('is missing where nothing is there, nor a folder', async () => {
    rmSync(real('one'));
    expect((await states()).map(([, state]) => state)).toEqual(['missing', 'right']);
    rmSync(join(root, folder.path), { recursive: true });
    expect((await states()).map(([, state]) => state)).toEqual(['missing', 'missing']);
  });

  it('comes before what nobody has put, which is not read', async () => {
    writeFileSync(real('.one.left'), 'x', { mode: 0o700 });
    writeFileSync(Buffer.from(`${real('')}/b\xff`, 'latin1'), '');
    expect(readdirSync(join(root, folder.path))).toHaveLength(4);
    expect(await states()).toEqual([
      ['one', 'right', sum('#!/bin/sh\n')],
      ['two', 'right', sum('é')],
      ['.one.left', 'stray', undefined],
      ['b\ufffd', 'stray', undefined],
    ]);
  });
});
