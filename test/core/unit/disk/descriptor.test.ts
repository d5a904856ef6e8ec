import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, isOwn, mountOf, pathOf, writeNew } from '../../../../src/core/unit/disk/descriptor.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let root: string;
let descriptor: number;

beforeEach(() => {
  root = temporaryFolder();
  fs.mkdirSync(join(root, 'folder'));
  descriptor = fs.openSync(join(root, 'folder'), 'r');
});

afterEach(() => fs.closeSync(descriptor));

describe('a path by a descriptor', () => {
  it('leads to the folder itself, wherever that is by now', () => {
    fs.renameSync(join(root, 'folder'), join(root, 'moved'));
    fs.mkdirSync(join(root, 'folder'));
    fs.writeFileSync(at(descriptor, 'file'), 'x');
    fs.writeFileSync(at(descriptor, Buffer.from([0x62, 0xff])), 'x');
    expect(fs.readdirSync(pathOf(descriptor), 'latin1').sort()).toEqual(['bÿ', 'file']);
    expect(fs.readdirSync(join(root, 'folder'))).toEqual([]);
  });

  it.each(['', '.', '..', 'a/b', '/a', '../a', 'a\0'])('takes one name, and not %j', (name) => {
    expect(() => at(descriptor, name)).toThrow('is no name in a folder');
    expect(() => at(descriptor, Buffer.from(name))).toThrow('is no name in a folder');
  });
});

it('tells one mount from another', () => {
  const [proc, other] = ['/proc', '/proc/self'].map((file) => fs.openSync(file, 'r'));
  if (proc === undefined || other === undefined) throw new Error('nothing is open');
  expect(mountOf(proc)).toMatch(/^\d+$/);
  expect(mountOf(other)).toBe(mountOf(proc));
  expect(mountOf(descriptor)).not.toBe(mountOf(proc));
  for (const each of [proc, other]) fs.closeSync(each);
});

describe('a new file', () => {
  it('has its content and its mode, whatever the umask is', () => {
    const file = join(root, 'file');
    const before = process.umask(0o777);
    try {
      writeNew(file, Buffer.from('text'), 0o600, true);
    } finally {
      process.umask(before);
    }
    expect(fs.readFileSync(file, 'utf8')).toBe('text');
    const stats = fs.statSync(file);
    expect([isOwn(stats, 0o600), isOwn(stats, 0o700)]).toEqual([true, false]);
    fs.chmodSync(file, 0o4600);
    expect(isOwn(fs.statSync(file), 0o600)).toBe(false);
  });

  it('takes the place of nothing, and is written through no link', () => {
    fs.writeFileSync(join(root, 'there'), 'old');
    fs.symlinkSync(join(root, 'elsewhere'), join(root, 'link'));
    for (const name of ['there', 'link']) {
      expect(() => writeNew(join(root, name), Buffer.from('new'), 0o600, false)).toThrow('EEXIST');
    }
    expect(fs.readFileSync(join(root, 'there'), 'utf8')).toBe('old');
    expect(fs.existsSync(join(root, 'elsewhere'))).toBe(false);
  });
});
