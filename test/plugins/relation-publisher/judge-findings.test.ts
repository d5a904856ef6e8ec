import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/problems/problem.ts';
import type { FilesetEntry } from '../../../src/core/spec/draft.ts';
import { judgeFindings } from '../../../src/plugins/relation-publisher/judge-findings.ts';

const finding = (value: string, more: Partial<Finding> = {}): Finding => ({
  code: 'format/bad',
  severity: 'error',
  option: 'fileset',
  value,
  message: `${value} is bad`,
  fix: 'rename it',
  ...more,
});
const warning = (value: string) => finding(value, { code: 'format/odd', severity: 'warning' });

/** Line 1: a path as written. Line 2: a glob, with matches on this unit and on others. */
const entries: readonly FilesetEntry[] = [
  { value: '/a//', line: 1, paths: ['/a'] },
  {
    value: '/srv/*',
    line: 2,
    paths: ['/srv/1', '/srv/2', '/srv/3'],
    glob: {
      literals: [],
      patterns: [
        {
          text: '/srv/*',
          here: ['/srv/1', '/srv/2', '/srv/3'],
          elsewhere: ['/srv/8', '/srv/9'],
          isUnanswered: false,
        },
      ],
    },
  },
];

/** What is reported, what is left out and with which finding, and what has an error. */
function judged(...findings: readonly Finding[]) {
  const reported: Finding[] = [];
  const leftOut: [readonly string[], Finding][] = [];
  const unfit = judgeFindings(findings, {
    draft: { entries, scripts: [], extensions: {} },
    report: (each) => reported.push(each),
    leaveOut: (paths, each) => leftOut.push([paths, each]),
  });
  return { reported, leftOut, unfit: [...unfit] };
}

describe('an error about a path', () => {
  it('is told of the entry as written, with its line, and the path is to be left out', () => {
    expect(judged(finding('/a'))).toEqual({
      reported: [],
      leftOut: [[['/a'], { ...finding('/a'), value: '/a//', line: 1 }]],
      unfit: ['/a'],
    });
  });

  it('is told once of all the matches of an entry', () => {
    const { leftOut, unfit } = judged(finding('/srv/1'), finding('/srv/2'), finding('/srv/3'));
    expect(leftOut).toEqual([
      [
        ['/srv/1', '/srv/2', '/srv/3'],
        {
          ...finding('/srv/1'),
          message: '/srv/1 is bad (and 2 more from "/srv/*")',
          value: '/srv/*',
          line: 2,
        },
      ],
    ]);
    expect(unfit).toEqual(['/srv/1', '/srv/2', '/srv/3']);
  });

  it('names what this unit has, and leaves out with it what only others have', () => {
    const { leftOut } = judged(finding('/srv/8'), finding('/srv/2'), finding('/srv/9'));
    expect(leftOut).toEqual([
      [['/srv/8', '/srv/2', '/srv/9'], { ...finding('/srv/2'), value: '/srv/*', line: 2 }],
    ]);
  });

  it('that only another unit has leaves the path out too', () => {
    expect(judged(finding('/srv/9'))).toMatchObject({
      reported: [],
      leftOut: [[['/srv/9'], { value: '/srv/*', message: '/srv/9 is bad' }]],
      unfit: ['/srv/9'],
    });
  });

  it('of another kind is told apart', () => {
    const { leftOut } = judged(finding('/srv/1'), finding('/srv/1', { code: 'format/worse' }));
    expect(leftOut.map(([paths, { code }]) => [code, ...paths])).toEqual([
      ['format/bad', '/srv/1'],
      ['format/worse', '/srv/1'],
    ]);
  });
});

describe('a warning about a path', () => {
  it('is reported, once for all the matches that this unit has, and leaves nothing out', () => {
    expect(judged(warning('/srv/1'), warning('/srv/9'), warning('/srv/3'))).toEqual({
      reported: [
        {
          ...warning('/srv/1'),
          message: '/srv/1 is bad (and 1 more from "/srv/*")',
          value: '/srv/*',
          line: 2,
        },
      ],
      leftOut: [],
      unfit: [],
    });
  });

  it('that only another unit has is for that unit to report', () => {
    expect(judged(warning('/srv/9'))).toEqual({ reported: [], leftOut: [], unfit: [] });
  });
});

it('what is about no entry is reported as it is, each of them', () => {
  const script = finding('/a', { option: 'run-after-backup' });
  const whole = finding('', { message: 'is too long for the relation' });
  expect(judged(script, { ...script, message: 'again' }, whole)).toEqual({
    reported: [script, { ...script, message: 'again' }, whole],
    leftOut: [],
    unfit: [],
  });
});
