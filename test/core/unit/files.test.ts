import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  ensureFolders,
  isOurs,
  isRealFolder,
  lstat,
  removeEmptyFolders,
  replaceFile,
} from '../../../src/core/unit/files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let root: string;
let base: string;

beforeEach(() => {
  root = temporaryFolder();
  base = join(root, 'opt/charm');
});

const mode = (path: string) => (lstatSync(path).mode & 0o7777).toString(8);

describe('the folders', () => {
  it('are for root alone, and what is above them is as everybody has it', () => {
    ensureFolders(base, join(base, 'a/b'));
    for (const folder of ['', 'a', 'a/b']) expect(mode(join(base, folder))).toBe('700');
    expect(mode(join(root, 'opt'))).not.toBe('700');
  });

  it('take the place of whatever else stands there', () => {
    mkdirSync(join(root, 'elsewhere/b'), { recursive: true });
    mkdirSync(base, { recursive: true });
    symlinkSync(join(root, 'elsewhere'), join(base, 'a'));
    ensureFolders(base, join(base, 'a/b'));
    expect(lstatSync(join(base, 'a')).isDirectory()).toBe(true);
    writeFileSync(join(base, 'file'), '');
    ensureFolders(base, join(base, 'file/c'));
    expect(mode(join(base, 'file/c'))).toBe('700');
    expect(readdirSync(join(root, 'elsewhere'))).toEqual(['b']);
  });

  it('are there themselves, with no link on the way', () => {
    const folder = join(base, 'a/b');
    expect(isRealFolder(base, folder)).toBe(false);
    ensureFolders(base, folder);
    expect(isRealFolder(base, folder)).toBe(true);
    symlinkSync(join(base, 'a'), join(base, 'link'));
    expect(isRealFolder(base, join(base, 'link'))).toBe(false);
    expect(isRealFolder(base, join(base, 'link/b'))).toBe(false);
    writeFileSync(join(base, 'file'), '');
    expect(isRealFolder(base, join(base, 'file'))).toBe(false);
  });

  it('go from below when they are empty, up to the base', () => {
    ensureFolders(base, join(base, 'a/b'));
    ensureFolders(base, join(base, 'a/c'));
    removeEmptyFolders(base, join(base, 'a/b'));
    expect(readdirSync(join(base, 'a'))).toEqual(['c']);
    removeEmptyFolders(base, join(base, 'a/c/gone'));
    expect(readdirSync(join(root, 'opt'))).toEqual([]);
  });

  it('stay where something is in them, and behind a link', () => {
    ensureFolders(base, join(base, 'a/b'));
    writeFileSync(join(base, 'a/file'), '');
    removeEmptyFolders(base, join(base, 'a/b'));
    expect(readdirSync(join(base, 'a'))).toEqual(['file']);
    mkdirSync(join(root, 'elsewhere/b'), { recursive: true });
    symlinkSync(join(root, 'elsewhere'), join(base, 'link'));
    removeEmptyFolders(base, join(base, 'link/b'));
    expect(existsSync(join(root, 'elsewhere/b'))).toBe(true);
  });
});

describe('a file', () => {
  it('is replaced as a whole, with its mode, whatever stood there', () => {
    const file = join(root, 'file');
    replaceFile(file, Buffer.from('one'));
    expect([readFileSync(file, 'utf8'), mode(file)]).toEqual(['one', '700']);
    replaceFile(file, Buffer.from('two'), 0o600);
    expect([readFileSync(file, 'utf8'), mode(file)]).toEqual(['two', '600']);
    mkdirSync(join(root, 'folder/deep'), { recursive: true });
    replaceFile(join(root, 'folder'), Buffer.from('three'));
    expect(readFileSync(join(root, 'folder'), 'utf8')).toBe('three');
    symlinkSync(file, join(root, 'link'));
    replaceFile(join(root, 'link'), Buffer.from('four'));
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(root).sort()).toEqual(['file', 'folder', 'link']);
  });

  it('leaves nothing of itself where it can not be written', () => {
    expect(() => replaceFile(join(root, 'no/file'), Buffer.from('x'))).toThrow('ENOENT');
    expect(readdirSync(root)).toEqual([]);
  });

  it('is ours with our mode alone', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o700);
    expect(isOurs(statSync(file))).toBe(true);
    expect(isOurs(statSync(file), 0o600)).toBe(false);
    chmodSync(file, 0o4700);
    expect(isOurs(statSync(file))).toBe(false);
  });

  it('is looked at itself, and is nothing where nothing is', () => {
    symlinkSync('nowhere', join(root, 'link'));
    expect(lstat(join(root, 'link'))?.isSymbolicLink()).toBe(true);
    expect(lstat(join(root, 'none'))).toBeUndefined();
    writeFileSync(join(root, 'file'), '');
    expect(lstat(join(root, 'file/below'))).toBeUndefined();
  });
});
