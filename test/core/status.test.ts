import { expect, it } from 'vitest';
import type { Problem } from '../../src/core/problems/problem.ts';
import { composeStatus } from '../../src/core/status.ts';

const problem = (severity: 'error' | 'warning', message: string): Problem => ({
  code: 'test/code',
  plugin: 'test',
  severity,
  option: 'fileset',
  message,
  fix: 'mend it',
});
const error = problem('error', 'is wrong');
const warning = problem('warning', 'is odd');

it.each([
  ['blocked comes first', [warning, error], 0, 'blocked', 'fileset: is wrong; mend it'],
  [
    'counts the other errors',
    [error, error, warning, error],
    1,
    'blocked',
    'fileset: is wrong; mend it (+2 more in the log)',
  ],
  [
    'waiting comes before warnings',
    [warning],
    0,
    'waiting',
    'waiting for backup relation: juju integrate app:backup <provider>',
  ],
  [
    'warnings show in active',
    [warning, warning],
    1,
    'active',
    'fileset: is odd; mend it (+1 more in the log)',
  ],
  ['nothing to say', [], 2, 'active', ''],
] as const)('%s', (_, problems, relations, status, message) => {
  expect(composeStatus(problems, 'app', relations)).toEqual({ status, message });
});
