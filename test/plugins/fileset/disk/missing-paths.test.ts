import { expect, it } from 'vitest';
import { missingPaths } from '../../../../src/plugins/fileset/disk/missing-paths.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { check } from '../../../support/check.ts';
import { world } from '../../../support/world.ts';

const lines = async (text: string) => {
  const root = world({ '/srv/a': 'file', '/srv/dangling': { link: 'nowhere' } });
  return (await check([fileset(), missingPaths()], { fileset: text }, root)).lines;
};

it('warns of each path that does not exist on this unit', async () => {
  expect(await lines('/srv/a,/srv/b\n/srv/a/below-a-file')).toEqual([
    'warning fileset/missing-path: fileset: "/srv/b" does not exist on this unit; create it before the next backup, or correct the path',
    'warning fileset/missing-path: fileset line 2: "/srv/a/below-a-file" does not exist on this unit; create it before the next backup, or correct the path',
  ]);
});

it('a dangling link exists: Bacula saves the link', async () => {
  expect(await lines('/srv/dangling')).toEqual([]);
});

it('leaves relative paths and NUL characters, which no disk can be asked for, to other checks', async () => {
  expect(await lines('srv/b,/srv/\0')).toEqual([]);
});

it('leaves what can not be told, as of a name that is too long, to the check for unreadable paths', async () => {
  expect(await lines(`/${'x'.repeat(300)}`)).toEqual([]);
});
