import { expect, it } from 'vitest';
import { linkedParents } from '../../../../src/plugins/fileset/disk/linked-parents.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../../support/check.ts';
import { world } from '../../../support/world.ts';

const lines = async (text: string) => {
  const root = world({
    '/srv/real/a': 'file',
    '/srv/real/b': 'file',
    '/srv/link': { link: 'real' },
  });
  return (await check([fileset(), globs(), linkedParents()], { fileset: text }, root)).lines;
};

it('warns of a path behind a link, and names the real one', async () => {
  expect(await lines('/srv/link/a')).toEqual([
    'warning fileset/linked-parent: fileset: "/srv/link/a" is behind a symbolic link, where a restore can\'t make a folder that is gone; list the real path: "/srv/real/a"',
  ]);
});

it('makes one problem of all the matches of a glob', async () => {
  expect(await lines('/srv/link/*')).toEqual([
    'warning fileset/linked-parent: fileset: "/srv/link/a", "/srv/link/b" (from "/srv/link/*") are behind a symbolic link, where a restore can\'t make a folder that is gone; list the real paths',
  ]);
});

it('leaves a .. to the check for it: it is not behind a link', async () => {
  expect(await lines('/srv/../srv/real/a,/srv/real/../link/a')).toEqual([]);
});

it('leaves real paths, links themselves and missing folders to others', async () => {
  expect(await lines('/srv/real/a,/srv/link,/srv/nowhere/a')).toEqual([]);
});
