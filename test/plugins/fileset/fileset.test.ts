import { describe, expect, it } from 'vitest';
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

describe('limits', () => {
  const codes = async (text: string) => {
    const { problems, draft } = await check([fileset()], { fileset: text }, '/');
    return [problems.map(({ code }) => code), draft.entries.flatMap(({ paths }) => paths).length];
  };

  it('of bytes: nothing of a longer option is read', async () => {
    const most = 5 * 1024 * 1024;
    expect(await codes(`/é${' '.repeat(most - 3)}`)).toEqual([[], 1]);
    expect(await codes(`/é${' '.repeat(most - 2)}`)).toEqual([['fileset/too-long'], 0]);
  });

  it('of entries: none of more is read', async () => {
    const entries = Array.from({ length: 10_000 }, (_, number) => `/${number}`);
    expect(await codes(entries.join())).toEqual([[], 10_000]);
    expect(await codes([...entries, '/a'].join())).toEqual([['fileset/too-many-entries'], 0]);
  });

  it('of one entry: it stands for no path, and the others do', async () => {
    expect(await codes(`/a,/${'b'.repeat(4095)},/${'c'.repeat(8192)}*,/d`)).toEqual([
      ['fileset/path-too-long', 'fileset/entry-too-long'],
      2,
    ]);
  });
});
