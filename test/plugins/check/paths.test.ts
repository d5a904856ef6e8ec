import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FilesetEntry } from '../../../src/core/spec/draft.ts';
import type { Count } from '../../../src/core/unit/disk/count.ts';
import { UnitDisk, Unreadable } from '../../../src/core/unit/disk/unit-disk.ts';
import { pathLines, pathsHere } from '../../../src/plugins/check/paths.ts';
import { world } from '../../support/world.ts';

const entry = (...paths: readonly string[]): FilesetEntry => ({ value: 'x', line: 1, paths });

const glob: FilesetEntry = {
  ...entry('/srv/b'),
  glob: {
    literals: [],
    patterns: [{ text: '/srv/*', here: ['/srv/b'], elsewhere: ['/srv/a'], isUnanswered: false }],
  },
};

function disk(): UnitDisk {
  const root = world({ '/etc': 'folder', '/link': { link: 'etc' }, '/srv/b': 'folder' });
  writeFileSync(join(root, 'file'), 'x'.repeat(12_288));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  return new UnitDisk(root);
}

const uncounted = new Map<string, Count>();

it('says of each path what is there, in the order of the config, each once', () => {
  const entries = [entry('/file'), glob, entry('/etc', '/none', '/link', '/pipe'), entry('/file')];
  expect(pathLines(entries, disk(), uncounted)).toEqual([
    '/file: file, 12.0 KiB',
    '/srv/a: on other units only',
    '/srv/b: folder',
    '/etc: folder',
    '/none: missing',
    '/link: link',
    '/pipe: pipe',
  ]);
});

it('says why a path can not be read', () => {
  const unit = disk();
  unit.lstat = () => new Unreadable('does not answer');
  expect(pathLines([entry('/etc')], unit, uncounted)).toEqual([
    "/etc: can't be read, does not answer",
  ]);
});

it('says how much is below a folder where that was counted', () => {
  const counts = new Map<string, Count>([
    ['/etc', { files: 312, bytes: 4_299_162 }],
    ['/srv/b', { files: 1, bytes: 0, cut: 'time' }],
    ['/link', { files: 1, bytes: 0 }],
  ]);
  expect(pathLines([entry('/etc', '/srv/b', '/link')], disk(), counts)).toEqual([
    '/etc: folder, 312 files, 4.1 MiB',
    '/srv/b: folder, at least 1 file, 0 bytes',
    '/link: link',
  ]);
});

it('asks no disk for what is no path', () => {
  const entries = [entry('etc', '/a\0b', '/etc')];
  expect(pathsHere(entries)).toEqual(['/etc']);
  expect(pathLines(entries, disk(), uncounted)).toEqual([
    'etc: no path that can be saved',
    '/a\0b: no path that can be saved',
    '/etc: folder',
  ]);
});
