import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Suite } from '../../suite.ts';
import { elsewhere } from '../../watch/elsewhere.ts';
import { openTimers } from '../../watch/open-timers.ts';
import type { Bench } from '../bench.ts';
import type { Situation } from '../trial.ts';
import type { Subject } from './subject.ts';

/** Every quarter of a day, and in another month. */
const hours = [0, 5, 10, 15, 20, 40 * 24];

/** What holds of each of its turns. */
export function describeTurns({ it }: Suite, subject: Subject): void {
  it(
    'comes to the same result at any hour, in any process, on any machine',
    subject.onBench(async (bench) => {
      for (const situation of subject.situations) {
        const first = await resultOf(bench, situation);
        for (const later of hours) {
          assert.deepEqual(await elsewhere(later, () => resultOf(bench, situation)), first);
        }
      }
    }),
  );

  it(
    'leaves no timer running',
    subject.onBench(async (bench) => {
      const open = await openTimers(async () => {
        for (const situation of subject.situations) await bench.run(situation);
      });
      assert.equal(open, 0, 'timers are open: await what they are for');
    }),
  );

  it('does nothing once its turn is over', async () => {
    const events = await subject.events;
    await sleep(30);
    assert.deepEqual(
      events.flatMap(({ late }) => late),
      [],
    );
  });
}

/** All that an event comes to, but for its log. */
async function resultOf(bench: Bench, situation: Situation) {
  const { problems, validation, files, databags, contributed } = await bench.run(situation);
  return { problems, draft: validation.draft, files, databags, contributed };
}
