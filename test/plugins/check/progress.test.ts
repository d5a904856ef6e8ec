import { expect, it } from 'vitest';
import { Progress } from '../../../src/plugins/check/progress.ts';

it('is shown after two seconds, and then ever more seldom', () => {
  const shown: string[] = [];
  let now = 1000;
  const progress = new Progress(
    (line) => shown.push(line),
    () => now,
  );
  for (let second = 0; second <= 3600; second++) {
    now = 1000 + second * 1000;
    progress.tell(() => `${second} s`);
  }
  expect(shown).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048].map((at) => `${at} s`));
  expect(progress.elapsed).toBe(3_600_000);
});

it('is shown once after a long silence, and made only then', () => {
  const shown: string[] = [];
  let now = 0;
  const progress = new Progress(
    (line) => shown.push(line),
    () => now,
  );
  progress.tell(() => expect.fail('it is too early'));
  now = 100_000;
  progress.tell(() => 'late');
  progress.tell(() => 'again');
  expect(shown).toEqual(['late']);
});
