import { expect, it } from 'vitest';
import type { ScriptEnd } from '../../../src/core/process/run-script.ts';
import {
  fixInWords,
  hasSucceeded,
  outputOf,
  runInWords,
} from '../../../src/plugins/rehearse/run-words.ts';

const written = { seconds: 12.345, output: ['a', 'b'], errorOutput: [] };

it.each<[ScriptEnd, string]>([
  [{ kind: 'exited', exitCode: 1 }, 'exit code 1 after 12.3 s; see its output'],
  [{ kind: 'killed', signal: 'SIGKILL' }, 'ended by SIGKILL after 12.3 s; see its output'],
  [
    { kind: 'over-limit' },
    'ended at the limit of this action after 12.3 s, with all that it had started; find out what it waits for, or give it more seconds; a backup has no such limit',
  ],
  [
    { kind: 'held' },
    'it ended, but what it had started held its output until that was ended at the limit of this action, after 12.3 s; a backup would wait for that; redirect the output of what stays, as in > /dev/null 2>&1',
  ],
  [
    { kind: 'not-started', reason: 'No such file or directory' },
    'not started: No such file or directory; see that its interpreter is there and executable',
  ],
])('a run that fails is said in words, with what to do: %j', (end, words) => {
  expect(`${runInWords({ end, ...written })}; ${fixInWords(end)}`).toBe(words);
  expect(hasSucceeded(end)).toBe(false);
});

it('a run succeeds with exit code 0 alone', () => {
  const end = { kind: 'exited', exitCode: 0 } as const;
  expect(hasSucceeded(end)).toBe(true);
  expect(runInWords({ end, ...written })).toBe('exit code 0 after 12.3 s');
});

it('what it has written are results, by name', () => {
  const run = { end: { kind: 'over-limit' }, ...written } as const;
  expect(outputOf(run)).toEqual({ output: ['a', 'b'], 'error-output': 'none' });
  expect(Object.keys(outputOf(run, 'before-backup-'))).toEqual([
    'before-backup-output',
    'before-backup-error-output',
  ]);
});
