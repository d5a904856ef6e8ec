import { expect, it } from 'vitest';
import type { Check } from '../../../src/plugins/script-syntax/interpreter.ts';
import { runCheck } from '../../../src/plugins/script-syntax/run-check.ts';

/** Has sh run a command in the place of a check. */
const sh = (command: string): Check => ({ program: '/bin/sh', args: ['-c', command], command: '' });
const verdict = (command: string, content = '') => runCheck(sh(command), content, 5);

it('hands over the script on stdin, as it is', () => {
  expect(verdict('test "$(cat)" = "é \\"$(echo x)"', 'é "x')).toEqual({ kind: 'right' });
});

it('gives it no environment, and a folder that nothing stands in the way of', () => {
  expect(verdict('test "$(pwd) $PATH $LANG $HOME" = "/ /usr/bin:/bin C.UTF-8 "')).toEqual({
    kind: 'right',
  });
});

it.runIf(process.geteuid?.() === 0)('checks as nobody, in no other group', () => {
  expect(verdict('test "$(id -u) $(id -G)" = "65534 65534"')).toEqual({ kind: 'right' });
});

it.each([
  ['echo 7; exit 1', 7],
  ['echo "sh: 12: Syntax error: secret" >&2; exit 2', 12],
  ['echo "bash: line 3: secret" >&2; exit 2', 3],
  ['printf "a word\\n/bin/bash: line 4: secret\\n" >&2; exit 2', 4],
])('reads the line, and nothing else, from what %j says', (command, line) => {
  expect(verdict(command)).toEqual({ kind: 'wrong', line });
});

it.each(['exit 1', 'echo 0; exit 1', 'echo secret >&2; exit 2', 'kill -9 $$'])(
  'takes %j for no verdict',
  (command) => {
    expect(verdict(command)).toEqual({ kind: 'unknown', reason: 'could not check it' });
  },
);

it('has no verdict where the program cannot be started', () => {
  const check: Check = { program: '/nowhere/sh', args: ['-n'], command: '' };
  expect(runCheck(check, '', 5)).toEqual({ kind: 'unknown', reason: 'could not check it' });
});

it('ends a check that has no end', () => {
  const sleep: Check = { program: '/bin/sleep', args: ['60'], command: 'sleep' };
  expect(runCheck(sleep, '', 1)).toEqual({
    kind: 'unknown',
    reason: 'did not end within 1 seconds',
  });
});
