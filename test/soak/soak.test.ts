import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Config } from '../../src/core/juju/config.ts';
import { backupV0 } from '../../src/plugins/relation-publisher/backup-v0.ts';
import { assertOwnerOnly, keptFiles, namedFiles } from '../../src/testing/contracts/charm/disk.ts';
import { Deployment, inProcess } from '../../src/testing/index.ts';
import { readAsProvider } from '../bacula/harness/databag.ts';
import { metadata, scriptsOn, writes } from '../support/deployment.ts';
import { charm } from '../support/standard.ts';
import { scale } from './harness/scale.ts';
import { resolveAll, type Step, step, take } from './harness/steps.ts';
import { Unreliable } from './harness/unreliable.ts';

const strict = process.env['SOAK_STRICT'] === 'true';
const seed = Number(process.env['SOAK_SEED'] ?? '0');
const wanted = Math.ceil(scale.events / 2 / Number(process.env['SOAK_ONE_IN'] ?? '1'));

it('comes through any events, with tools that fail, and ends as a new application does', async () => {
  let events = 0;
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 10, maxLength: 30 }),
    fc.integer(),
    async (steps, chance) => {
      events += await live(steps, chance);
    },
  );
  // Each model is a new one, so that nothing grows with the number of events.
  for (let round = 0; events < wanted; round++) {
    await fc.assert(property, { seed: (seed + round) | 0, numRuns: 10 });
  }
  console.log(`strict=${strict}: ${events} events`);
  expect(events).toBeGreaterThanOrEqual(wanted);
});

/** Returns how many hooks and actions have run. */
async function live(steps: readonly Step[], chance: number): Promise<number> {
  await using life = new Unreliable(chance);
  const { deployment } = life;
  await deployment.configure({ strict });
  await deployment.deploy(scale.units);
  await deployment.integrate('provider');
  for (const [count, each] of steps.entries()) {
    await take(deployment, each, count);
    assertPublished(deployment);
  }
  life.isReliable = true;
  while (deployment.units.some(({ failed }) => failed !== undefined)) await resolveAll(deployment);
  await assertAsNew(deployment);
  return life.events;
}

/** What is published is right in itself, and the files that it names are on each unit that ran its last hook to the end. */
function assertPublished(deployment: Deployment): void {
  const databags = deployment.relationIds().map((id) => deployment.databag(id));
  for (const databag of databags.filter((each) => Object.keys(each).length > 0)) {
    const spec = backupV0.decode(databag);
    const findings = backupV0.check(spec, { config: new Config(new Map()) });
    assert.deepEqual(findings, []);
    assert.deepEqual(readAsProvider(databag).fileset, spec.fileset);
  }
  const named = databags.flatMap(namedFiles);
  for (const { name, root, isInstalled, failed, workload } of deployment.units) {
    assertOwnerOnly(root);
    assert.ok(workload.message.length <= 160);
    if (!isInstalled || failed !== undefined) continue;
    const kept = keptFiles(root);
    assert.deepEqual(
      named.filter((file) => kept[file] === undefined),
      [],
      `a databag names files that are not on ${name}`,
    );
  }
}

/** With a config that is accepted, nothing shows of what was before; and a second look finds nothing to write. */
async function assertAsNew(deployment: Deployment): Promise<void> {
  const config = {
    fileset: '/z',
    'run-after-backup': '#!/bin/sh\n',
    'run-before-backup': undefined,
    'run-after-restore': undefined,
    plugins: undefined,
    strict: false,
  };
  await deployment.configure(config);
  await deployment.updateStatus();
  await using fresh = new Deployment({ metadata, frontEnd: inProcess(charm) });
  await fresh.deploy(deployment.units.length);
  for (const id of deployment.relationIds()) await fresh.integrate(`provider-${id.split(':')[1]}`);
  await fresh.configure(config);
  assert.deepEqual(visibleState(deployment), visibleState(fresh));
  assert.deepEqual(writes(await deployment.updateStatus()), []);
}

function visibleState(deployment: Deployment) {
  return {
    databags: deployment.relationIds().map((id) => deployment.databag(id)),
    scripts: deployment.units.map(({ name }) => scriptsOn(deployment, name)),
    statuses: deployment.units.map(({ status }) => status),
  };
}
