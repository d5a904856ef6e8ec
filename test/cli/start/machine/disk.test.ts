import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withDisk } from '../../../../cli/start/machine/disk.ts';
import { ifThere, UnitDisk } from '../../../../src/core/unit/disk/unit-disk.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { world } from '../../../support/world.ts';

/** As the model makes it. */
const machine = () => world({ '/bin/sh': 'executable', '/usr/bin/env': 'executable' });

test('the disk is a copy, with the modes, special files and links of the tree', async () => {
  const tree = world({ '/srv/a/file': 'file', '/srv/closed': 'folder', '/etc/x y': 'file' });
  writeFileSync(path.join(tree, 'srv/a/file'), 'content');
  chmodSync(path.join(tree, 'srv/a/file'), 0o640);
  symlinkSync('/srv/a', path.join(tree, 'srv/link'));
  symlinkSync('../../nowhere', path.join(tree, 'srv/dangling'));
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path.join(tree, 'srv/pipe')]);
  const root = machine();
  const disk = new UnitDisk(root);

  await withDisk(tree, 'tree').layOut(root);
  expect(readFileSync(path.join(root, 'srv/a/file'), 'utf8')).toBe('content');
  expect((ifThere(disk.lstat('/srv/a/file'))?.mode ?? 0) & 0o777).toBe(0o640);
  expect(ifThere(disk.lstat('/srv/pipe'))?.isFIFO()).toBe(true);
  expect(ifThere(disk.lstat('/srv/link'))?.isSymbolicLink()).toBe(true);
  expect(disk.realpath('/srv/link/file')).toBe('/srv/a/file');
  expect(disk.realpath('/srv/dangling')).toBe(undefined);

  writeFileSync(path.join(root, 'srv/a/file'), 'changed');
  expect(readFileSync(path.join(tree, 'srv/a/file'), 'utf8')).toBe('content');
  expect(readlinkSync(path.join(tree, 'srv/link'))).toBe('/srv/a');
});

test('a name that is no UTF-8 is copied, and what is below it', async () => {
  const tree = temporaryFolder();
  const name = Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xff])]);
  execFileSync('sh', [
    '-c',
    'cd "$1" && mkdir "$(printf "\\377")" && cd ./* && ln -s /etc l',
    'sh',
    tree,
  ]);
  const root = machine();
  await withDisk(tree, 'tree').layOut(root);
  const copied = Buffer.concat([Buffer.from(root), name.subarray(tree.length), Buffer.from('/l')]);
  expect(readlinkSync(copied)).toBe('../etc');
});

test('a tree without programs gets those that any machine has, and the output says that they are assumed', async () => {
  const root = machine();
  const assumed = await withDisk(world({ '/srv/a': 'folder' }), 'tree').layOut(root);
  expect(assumed).toEqual(['/bin/sh', '/bin/bash', '/usr/bin/env', '/usr/bin/python3']);
  expect(lstatSync(path.join(root, 'bin/sh')).isFile()).toBe(true);
});

test('a tree with programs has those, and no others', async () => {
  const tree = world({ '/usr/bin/perl': 'executable', '/bin': { link: 'usr/bin' } });
  const root = machine();
  expect(await withDisk(tree, 'tree').layOut(root)).toEqual([]);
  expect(readdirSync(path.join(root, 'bin'))).toEqual(['perl']);
});

test.each([
  ['a file', () => path.join(world({ '/file': 'file' }), 'file'), 'is not a folder'],
  ['nothing', () => path.join(temporaryFolder(), 'x'), 'no such file or directory'],
  ['/', () => '/', `holds ${tmpdir()}, where the copies would be made: copy what you need of it`],
])('%s is no disk', (_, folder, reason) => {
  expect(() => withDisk(folder(), 'mine')).toThrow(
    expect.objectContaining({ message: `--disk mine: ${reason}`, exitCode: 1 }),
  );
});

test('what can not be copied is named', async () => {
  const tree = world({ '/bin': 'file' });
  const root = world({ '/bin/sh': 'executable', '/usr': 'folder', '/srv': 'folder' });
  writeFileSync(path.join(tree, 'srv'), '');
  await expect(withDisk(tree, 'mine').layOut(root)).rejects.toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/^--disk mine: can't be copied: cannot overwrite .*srv/),
      exitCode: 1,
    }),
  );
});
