import { expect, it } from 'vitest';
import { absolutePaths } from '../../../src/plugins/fileset/absolute-paths.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { check } from '../../support/check.ts';

const lines = async (text: string) =>
  (await check([fileset(), absolutePaths()], { fileset: text }, '/')).lines;

it('accepts absolute paths, names with dots included', async () => {
  expect(await lines('/,/a,/a/..b/c../...')).toEqual([]);
});

it('refuses each relative entry, with its line and what to write instead', async () => {
  expect(await lines('etc,/a\n./var/backups')).toEqual([
    'error fileset/relative-path: fileset: "etc" is not an absolute path; write it from the root, as in "/etc"',
    'error fileset/relative-path: fileset line 2: "./var/backups" is not an absolute path; write it from the root, as in "/var/backups"',
  ]);
});

it.each(['|id', '<list', '\\/a', '\u00a0/a'])(
  'refuses %s, which Bacula or a person would read as something else',
  async (entry) => {
    expect(await lines(entry)).toEqual([expect.stringMatching(/^error fileset\/relative-path/)]);
  },
);

it.each(['/a/../b', '/..', '/a/..'])('refuses the .. in %s', async (entry) => {
  expect(await lines(entry)).toEqual([
    `error fileset/parent-segment: fileset: "${entry}" has a ".." in it, which can lead elsewhere on another unit; write the path that it leads to`,
  ]);
});

it('reports both where an entry is relative and leads upwards', async () => {
  expect(await lines('../etc')).toHaveLength(2);
});
