import { expect, it } from 'vitest';
import { absolutePaths } from '../../../src/plugins/fileset/absolute-paths.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { check } from '../../support/check.ts';

it.each([undefined, '', ' \n', ',,\t,'])('refuses %j: there is nothing to save', async (text) => {
  const { lines } = await check([fileset()], text === undefined ? {} : { fileset: text }, '/');
  expect(lines).toEqual([
    'error fileset/not-set: fileset is not set, so there is nothing to save; list what to save, as in fileset=/var/backups,/etc',
  ]);
});

it('is enough for literal paths, also when no other fileset plugin is in the list', async () => {
  const { spec, lines } = await check([fileset()], { fileset: '/a/,/b*' }, '/');
  expect(lines).toEqual([]);
  expect(spec.fileset).toEqual(['/a', '/b*']);
});

it('is read before anything is judged, wherever in the list it stands', async () => {
  const { lines } = await check([absolutePaths(), fileset()], { fileset: 'etc' }, '/');
  expect(lines).toEqual([expect.stringContaining('fileset/relative-path')]);
});
