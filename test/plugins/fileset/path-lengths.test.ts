import { expect, it } from 'vitest';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { pathLengths } from '../../../src/plugins/fileset/path-lengths.ts';
import { check } from '../../support/check.ts';

const lines = async (text: string) =>
  (await check([fileset(), globs(), pathLengths()], { fileset: text }, '/')).lines;

it('accepts 4,095 bytes and refuses more, which no system call takes', async () => {
  expect(await lines(`/${'d/'.repeat(2046)}ab`)).toEqual([]);
  expect(await lines(`/${'d/'.repeat(2046)}é${'x'}`)).toEqual([
    expect.stringMatching(
      /^error fileset\/path-too-long: .* is longer than 4,095 bytes, the longest path that can be opened; list a folder above it$/,
    ),
  ]);
});

it('makes one problem of all the paths of an entry', async () => {
  const long = 'd/'.repeat(2048);
  expect(await lines(`/{a,b,c}/${long}`)).toEqual([
    expect.stringMatching(/"\/a\/.*", "\/b\/.*", "\/c\/.*" \(from "\/\{a,b,c\}\/.*\) are longer/),
  ]);
});
