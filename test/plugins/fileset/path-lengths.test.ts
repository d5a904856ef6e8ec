import { expect, it } from 'vitest';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { pathLengths } from '../../../src/plugins/fileset/path-lengths.ts';
import { tiny } from '../../core/trial/tiny.ts';
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

it('leaves matches out that are longer, of which anybody can make one, and nothing else', async () => {
  const [one, other] = [`/g/${'d/'.repeat(2048)}a`, `/g/${'d/'.repeat(2048)}b`];
  const reader = tiny('reader', {
    read({ draft }) {
      const pattern = {
        text: '/g/**',
        here: ['/g/x', one, other],
        elsewhere: [],
        isUnanswered: false,
      };
      const glob = { literals: [], patterns: [pattern] };
      draft.entries = [{ value: '/g/**', line: 1, paths: ['/g/x', one, other], glob }];
    },
  });
  const { spec, problems } = await check([reader, pathLengths()], {}, '/');
  expect(spec.fileset).toEqual(['/g/x']);
  expect(problems).toEqual([
    expect.objectContaining({
      isLeftOut: true,
      message: expect.stringMatching(
        /^"\/g\/[d/]+…", "\/g\/[d/]+…" \(from "\/g\/\*\*"\) are longer/,
      ),
    }),
  ]);
});
