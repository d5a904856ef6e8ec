import { describe, expect, it } from 'vitest';
import { describeProblem, type Finding, holdsBack } from '../../../src/core/problems/problem.ts';

const finding = {
  code: 'fileset/relative-path',
  severity: 'error',
  option: 'fileset',
  message: '"etc" is not an absolute path',
  fix: 'write it from the root',
} satisfies Finding;

describe('describeProblem', () => {
  it('says which option, what is wrong and what to do', () => {
    expect(describeProblem(finding)).toBe(
      'fileset: "etc" is not an absolute path; write it from the root',
    );
  });

  it('names the line where it is not the first', () => {
    expect(describeProblem({ ...finding, line: 1 })).toMatch(/^fileset: /);
    expect(describeProblem({ ...finding, line: 3 })).toMatch(/^fileset line 3: /);
  });
});

describe('what holds back the config', () => {
  const problem = { ...finding, plugin: 'absolute-paths' };

  it('is an error, unless it is about what was left out', () => {
    expect(holdsBack(problem)).toBe(true);
    expect(holdsBack({ ...problem, isLeftOut: true })).toBe(false);
  });

  it('is no warning', () => {
    expect(holdsBack({ ...problem, severity: 'warning' })).toBe(false);
  });
});
