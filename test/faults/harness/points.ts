import { beforeAll, describe, expect, it } from 'vitest';
import { type Attempt, attempt } from './attempt.ts';
import type { Call } from './calls.ts';
import { judge } from './judge.ts';
import { record } from './record.ts';
import { type Runtime, runtimeNames, runtimes } from './runtimes.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { share } from './share.ts';
import { type Fault, faults, TracedCharm } from './traced.ts';

interface Point {
  /** Its place among the calls of the event. */
  readonly index: number;
  readonly call: Call;
  readonly fault: Fault;
}

/**
 * A runtime may make some calls more or less than the last time, so that a call has another number: it is looked for. On a
 * busy machine that takes many tries.
 */
const offsets = Array.from({ length: 6 }, () => [0, 0, 1, -1, 0, 2, -2, 0, 3, -3, 0]).flat();

/** Every fault at every call that changes what the charm keeps, on one runtime. */
export function describePoints(runtime: Runtime): void {
  const traced = new TracedCharm(runtimes[runtime]);
  const rows: (readonly [event: string, calls: number, kinds: string])[] = [];

  describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (_, scenario) => {
      let undisturbed: Attempt;
      let points: readonly Point[] = [];

      beforeAll(async () => {
        undisturbed = await attempt(runtime, traced, scenario);
        points = undisturbed.calls.flatMap((call, index) =>
          faults.map((fault) => ({ index, call, fault })),
        );
        const kinds = [...new Set(undisturbed.calls.map(({ does }) => does))].sort();
        rows.push([scenario.name, undisturbed.calls.length, kinds.join(', ')]);
      });

      it('has nothing wrong with it where nothing fails', () => {
        expect(undisturbed.hook.code).toBe(0);
        expect(undisturbed.troubles).toEqual([]);
        expect(points.length).toBeGreaterThan(40);
      });

      it.each(faults)('%s', async (fault) => {
        const complaints: string[] = [];
        for (const point of share(points).filter((each) => each.fault === fault)) {
          const tried = await hit(traced, scenario, point);
          for (const complaint of judge(scenario, fault, tried, undisturbed)) {
            complaints.push(`${fault} at ${point.call.does} of ${place(point.call)}: ${complaint}`);
          }
        }
        expect(complaints).toEqual([]);
      });
    },
  );

  it('is tried at enough points, which are counted', () => {
    const calls = rows.reduce((sum, [, count]) => sum + count, 0);
    expect(calls * faults.length).toBeGreaterThanOrEqual(500);
    record({
      order: 1 + runtimeNames.indexOf(runtime) / 10,
      title: `At every system call, with ${runtime}`,
      about: `Each system call by which the event changes what the charm keeps is hit once with each of these: the process is killed before it (${faults[0]}), or it fails with ${faults.slice(1).join(', ')}. strace does that. The points are ${calls * faults.length} in all.`,
      columns: ['Event', 'System calls', 'Which', 'Points'],
      rows: rows.map(([event, count, kinds]) => [
        event,
        String(count),
        kinds,
        String(count * faults.length),
      ]),
    });
  });

  async function hit(charm: TracedCharm, scenario: Scenario, { index, call, fault }: Point) {
    let { ordinal: last } = call;
    for (const [time, offset] of offsets.entries()) {
      // What was counted once may not come again: it is counted anew from time to time.
      if (time > 0 && offset === 0) {
        last = (await attempt(runtime, charm, scenario)).calls[index]?.ordinal ?? last;
      }
      const ordinal = Math.max(1, last + offset);
      const injection = { call: call.name, ordinal, fault };
      const tried = await attempt(runtime, charm, scenario, { injection });
      if (tried.calls.some((each) => each.isHit && place(each) === place(call))) return tried;
    }
    throw new Error(`${fault} never hit ${call.name} ${call.ordinal} of ${place(call)}`);
  }
}

/** A path without what differs from run to run. */
function place({ path }: Call): string {
  return path.replace(/^.*(?=\/opt\/)/, '').replace(/\.[0-9a-f-]{36}$/, '.…');
}
