import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pathsIn, withFolders } from '../../../../cli/start/machine/workload.ts';
import { world } from '../../../support/world.ts';

test.each([
  ['/etc,/srv/a\n/srv/b', ['/etc', '/srv/a', '/srv/b']],
  ['/srv/{a,b}', ['/srv/a', '/srv/b']],
  ['/srv/*/data,/srv/**/x*', ['/srv/example/data', '/srv/example/xexample']],
  ['/srv/[*]', ['/srv/*']],
  [
    '#a,!b,/#c,/!d,/srv/?,/.x/*,/srv/./e//f',
    ['/#c', '/!d', '/srv/?', '/.x/example', '/srv/./e//f'],
  ],
  [`/${'x'.repeat(70_000)},/a`, ['/a']],
  ['/srv/[ab],/srv/c', ['/srv/c']],
  ['etc,/srv/../etc,/a/{..,b}', ['/a/b']],
])('%j has its paths on the machines', (fileset, paths) => {
  expect(pathsIn(fileset)).toEqual(paths);
});

test('only what was not there, and could be made, is assumed to exist', async () => {
  const root = world({ '/etc': 'folder', '/srv/file': 'file' });
  const paths = ['/etc', '/srv/file', '/srv/file/below', `/${'x'.repeat(300)}`, '/a/b', '/a'];
  expect(await withFolders(paths).layOut(root)).toEqual(['/a/b', '/a']);
  expect(existsSync(path.join(root, 'a/b'))).toBe(true);
});
