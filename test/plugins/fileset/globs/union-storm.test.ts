import { expect, it } from 'vitest';
import type { HookResult } from '../../../../src/testing/index.ts';
import { model, writes } from '../../../support/deployment.ts';
import { published, put, zero } from '../../../support/units.ts';

const units = 100;
const others = units - 1;

/** Hooks that ran and hook tools that they called, on the leader and on all the others together. */
function counts(results: readonly HookResult[]) {
  const [leader, rest] = [
    results.filter(({ unit }) => unit === zero),
    results.filter(({ unit }) => unit !== zero),
  ];
  const calls = (of: readonly HookResult[]) => of.reduce((sum, each) => sum + each.calls.length, 0);
  return {
    leader: { hooks: leader.length, calls: calls(leader) },
    others: { hooks: rest.length, calls: calls(rest) },
  };
}

it('what a change costs in a deployment of 100 units', async () => {
  const deployment = model();
  await deployment.deploy(units);
  await deployment.integrate('bacula-fd');
  for (const { name } of deployment.units) put(deployment, name, `/srv/${name.split('/')[1]}`);

  for (const { name } of deployment.units) put(deployment, name, '/etc/a');
  await deployment.configure({ fileset: '/etc/a' });
  // By now each unit has missed one of the provider on its machine, and said so.
  await deployment.updateStatus();

  // A new glob: every unit answers, and every answer is told to all the others. The leader's word is told to each once.
  const edit = await deployment.configure({ fileset: '/srv/*' });
  expect(published(deployment)).toHaveLength(units);
  const { leader, others: rest } = counts(edit);
  expect(leader.hooks).toBe(1 + others);
  // config-get, is-leader, relation-ids twice, status-get, relation-list; a relation-get for each other unit and the databag.
  const collecting = 6 + others + 1;
  // The edit: the word and its own answer are read, and written with the databag; two lines of the log, the status.
  const first = collecting + 2 + 6;
  // The first answer: the leader reads what it has written, and publishes the others' matches; log and status again.
  const second = collecting + 2 + 4;
  expect(leader.calls).toBe(first + second + (others - 1) * collecting);
  expect(rest.hooks).toBe(others * (2 + others));
  // On each other unit eight calls for config-changed, seven for the leader's word, and one for each answer of another unit.
  expect(rest.calls).toBe(others * (8 + 7 + others));

  // A new file on one unit: its answer, the leader's databag, and one call on each of the others.
  const unit = `backup-integrator/${others}`;
  put(deployment, unit, '/srv/new');
  expect(counts(await deployment.updateStatus(unit))).toEqual({
    leader: { hooks: 1, calls: collecting + 2 },
    others: { hooks: 1 + (others - 1), calls: 7 + (others - 1) },
  });
  expect(published(deployment)).toHaveLength(units + 1);

  // Nothing new: nothing is written, and only the leader looks at the others. A unit reads its own new answer once.
  const idle = await deployment.updateStatus();
  expect(writes(idle)).toEqual([]);
  expect(counts(idle)).toEqual({
    leader: { hooks: 1, calls: collecting },
    others: { hooks: others, calls: 4 * others + 2 },
  });
  expect(counts(await deployment.updateStatus()).others).toEqual({
    hooks: others,
    calls: 4 * others,
  });
});
