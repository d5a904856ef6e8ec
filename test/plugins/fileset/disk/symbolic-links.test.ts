import { expect, it } from 'vitest';
import { symbolicLinks } from '../../../../src/plugins/fileset/disk/symbolic-links.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../../support/check.ts';
import { world } from '../../../support/world.ts';

const lines = async (text: string) => {
  const root = world({
    '/srv/real/a': 'file',
    '/srv/link': { link: 'real' },
    '/srv/l1': { link: 'real/a' },
    '/srv/l2': { link: 'nowhere' },
    '/srv/l3': { link: 'real' },
    '/srv/l4': { link: 'real' },
  });
  return (await check([fileset(), globs(), symbolicLinks()], { fileset: text }, root)).lines;
};

it('warns that only the link would be saved, and names what it leads to', async () => {
  expect(await lines('/srv/link')).toEqual([
    'warning fileset/symbolic-link: fileset: "/srv/link" is a symbolic link, and only the link would be saved; list what it leads to: "/srv/real"',
  ]);
});

it.each(['/srv/link,/srv/real', '/srv/l1,/srv/real', '/srv/link\n/srv/{real,link/a}'])(
  'what a link leads to is saved where it is listed too, or a folder above it: %j',
  async (text) => {
    expect(await lines(text)).toEqual([]);
  },
);

it('a listed link does not save what another one leads to', async () => {
  expect(await lines('/srv/l1,/srv/link')).toHaveLength(2);
});

it('a link that leads nowhere is one too', async () => {
  expect(await lines('/srv/l2')).toEqual([
    'warning fileset/symbolic-link: fileset: "/srv/l2" is a symbolic link, and only the link would be saved; list what it leads to',
  ]);
});

it('a path through a linked folder is saved', async () => {
  expect(await lines('/srv/link/a')).toEqual([]);
});

it('makes one problem of all the matches of a glob', async () => {
  expect(await lines('/srv/l?')).toEqual([
    'warning fileset/symbolic-link: fileset: "/srv/l1", "/srv/l2", "/srv/l3" and 1 more (from "/srv/l?") are symbolic links, and only the links would be saved; list what they lead to',
  ]);
});
