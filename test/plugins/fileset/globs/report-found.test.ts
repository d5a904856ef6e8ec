import { describe, expect, it } from 'vitest';
import { PathPattern } from '../../../../src/core/spec/path-pattern.ts';
import { Excess } from '../../../../src/plugins/fileset/globs/alternatives.ts';
import { Found } from '../../../../src/plugins/fileset/globs/found.ts';
import { reportExcess, reportFound } from '../../../../src/plugins/fileset/globs/report-found.ts';

const entry = { value: '/home/*/x', line: 1, paths: [] };

/** `<call> <code> <paths left out>`, for each finding. */
function judge() {
  const said: string[] = [];
  return {
    said,
    report: ({ code }: { code: string }) => said.push(`report ${code}`),
    leaveOut: (paths: readonly string[], { code }: { code: string }) =>
      said.push(`leaveOut ${code} ${paths.join()}`),
  };
}

describe('a glob that is refused', () => {
  it.each([
    [new Excess('is long'), 'report fileset/glob-too-big'],
    [new Excess('is wide', 'alternatives'), 'report fileset/too-many-alternatives'],
  ])('holds all back, as it is the config that is wrong: %o', (excess, expected) => {
    const to = judge();
    reportExcess(entry, excess, to);
    expect(to.said).toEqual([expected]);
  });
});

describe('what was found', () => {
  const found = () => new Found([new PathPattern(entry.value)]);

  it.each([
    ['matches', 'leaveOut fileset/too-many-matches '],
    ['time', 'leaveOut fileset/glob-over-budget '],
    ['size', 'leaveOut fileset/glob-over-budget '],
    ['bytes', 'leaveOut fileset/glob-over-budget '],
  ] as const)('and stopped by %s holds nothing back', (stop, expected) => {
    const [all, to] = [found(), judge()];
    all.end(stop);
    reportFound(entry, all, to);
    expect(to.said).toEqual([expected]);
  });

  it('of what is odd on the disk is told', () => {
    const [all, to] = [found(), judge()];
    all.notUtf8.push('/home/\ufffd');
    all.unreadable.push('/home/b');
    all.links.push('/home/l');
    reportFound(entry, all, to);
    expect(to.said).toEqual([
      'leaveOut fileset/name-not-utf8 /home/\ufffd',
      'report fileset/unreadable-folder',
      'report fileset/link-not-followed',
    ]);
  });
});
