import { expect, it } from 'vitest';
import { pluginFailed, twoWriters } from '../../../src/core/problems/core.ts';
import { describeProblem } from '../../../src/core/problems/problem.ts';
import { readFinding } from '../../../src/core/problems/read-finding.ts';

it('what core finds is a finding like any other', () => {
  for (const finding of [pluginFailed('no'), twoWriters('a', 'backup:1', ['x', 'y'])]) {
    expect(readFinding(finding, ['config'])).toEqual(finding);
    expect(finding.severity).toBe('error');
  }
});

it('two writers of a key are both named, with the key and the relation', () => {
  expect(describeProblem(twoWriters('a\n', 'backup:1', ['x', 'y']))).toBe(
    'config: plugins x and y both publish "a\\u{a}" in backup:1; have one of them use another key, or take it out of the charm',
  );
});
