import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsBack } from '../../../src/core/problems/problem.ts';
import { check } from '../../support/check.ts';
import { all, reader } from '../trial/reader.ts';
import { finding, tiny } from '../trial/tiny.ts';

const leaver = (paths: readonly string[], code = 'tiny/word') =>
  tiny('leaver', { judge: ({ leaveOut }) => leaveOut(paths, { ...finding('no'), code }) });

describe('leaveOut', () => {
  const leave = (...paths: readonly string[]) => check([reader, leaver(paths)], {}, '/');

  it('keeps a match back, blocks the unit that has it, and holds nothing else back', async () => {
    const { spec, problems } = await leave('/g/here');
    expect(spec.fileset).toEqual(['/named', '/g/there', '/literal']);
    expect(problems).toEqual([{ ...finding('no', 'error'), plugin: 'leaver', isLeftOut: true }]);
    expect(problems.filter(holdsBack)).toEqual([]);
  });

  it.each(['/named', '/literal'])(
    'is an error where the config names the path itself, which stays: %s',
    async (path) => {
      const { spec, problems } = await leave(path);
      expect(spec.fileset).toEqual(all);
      expect(problems).toEqual([{ ...finding('no', 'error'), plugin: 'leaver' }]);
      expect(problems.filter(holdsBack)).toHaveLength(1);
    },
  );

  it('is one error for both kinds at once: the match goes, the named path stays', async () => {
    const { spec, problems } = await leave('/g/here', '/named');
    expect(spec.fileset).toEqual(['/named', '/g/there', '/literal']);
    expect(problems).toEqual([{ ...finding('no', 'error'), plugin: 'leaver' }]);
  });

  it('says nothing on this unit of what only another one has', async () => {
    const { spec, problems } = await leave('/g/there');
    expect(spec.fileset).toEqual(['/named', '/g/here', '/literal']);
    expect(problems).toEqual([]);
  });

  it('speaks of what both have, and of what is nowhere', async () => {
    for (const path of ['/g/here', '/nowhere']) {
      expect((await leave('/g/there', path)).problems).toHaveLength(1);
    }
  });

  it('of no path blocks the unit for matches that are not known, and holds nothing back', async () => {
    const { spec, problems } = await leave();
    expect(spec.fileset).toEqual(all);
    expect(problems).toEqual([{ ...finding('no', 'error'), plugin: 'leaver', isLeftOut: true }]);
  });

  it('checks its finding as report does', async () => {
    expect((await check([leaver([], 'x')], {}, '/')).lines).toEqual([
      expect.stringContaining('plugin leaver failed in validateConfig: report: code is "x"'),
    ]);
  });

  it('publishes the rest, whatever is left out, and never less than the config names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...all, '/nowhere']), async (paths) => {
        const { spec, problems } = await leave(...paths);
        const gone = paths.filter((path) => path.startsWith('/g/'));
        expect(spec.fileset).toEqual(all.filter((path) => !gone.includes(path)));
        const isNamed = paths.some((path) => path === '/named' || path === '/literal');
        expect(problems.some(holdsBack)).toBe(isNamed);
      }),
    );
  });
});
