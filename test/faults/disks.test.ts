import { describe, expect, it } from 'vitest';
import { badDisks } from './harness/disks.ts';
import { judge } from './harness/judge.ts';
import { record } from './harness/record.ts';
import { runtimeNames } from './harness/runtimes.ts';
import { refresh, removal, scenarios } from './harness/scenarios.ts';
import { share } from './harness/share.ts';
import { disturbed, undisturbed } from './harness/undisturbed.ts';

const cases = runtimeNames.flatMap((runtime) =>
  scenarios.flatMap((scenario) => badDisks.map((disk) => ({ runtime, scenario, disk }))),
);

describe('a disk that takes nothing', () => {
  it.each(
    share(cases).map(
      (each) => [each.disk.name, each.disk.where, each.scenario.name, each.runtime, each] as const,
    ),
  )('%s at %s, %s, with %s', async (_disk, _where, _scenario, _runtime, each) => {
    const { runtime, scenario, disk } = each;
    const right = await undisturbed(runtime, scenario);
    const tried = await disturbed(runtime, scenario, disk);
    expect(judge(scenario, undefined, tried, right)).toEqual([]);
    // Where the event has to write, it can't, so that it fails; a removal is not held up.
    // A refresh first makes room, as it takes away what the Python charm has left.
    const makesRoom = scenario === refresh && disk.name !== 'read-only';
    const isHit = disk.where === '/opt' && scenario !== removal && !makesRoom;
    if (isHit) expect(tried.hook.code).toBe(1);
  });
});

it('leaves the table', () => {
  const names = [...new Set(badDisks.map(({ name }) => name))];
  record({
    order: 2,
    title: 'Disks that take nothing',
    about: `In each of the events above, on each runtime: ${cases.length} cases. The disk is as it should be again before the next event. A file or folder is protected with chattr.`,
    columns: ['The disk is', 'Where'],
    rows: names.map((name) => [
      name,
      badDisks.flatMap((disk) => (disk.name === name ? [disk.where] : [])).join(', '),
    ]),
  });
});
