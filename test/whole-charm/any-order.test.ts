import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Deployment, inProcess } from '../../src/testing/index.ts';
import { metadata, scriptsOn, writes } from '../support/deployment.ts';
import { charm } from '../support/standard.ts';

/** One thing that an operator or Juju does. Units and relations are picked by number from those that are there. */
type Step =
  | { readonly kind: 'configure'; readonly option: string; readonly value: string | undefined }
  | { readonly kind: 'add unit' | 'integrate' | 'upgrade' | 'update status' }
  | { readonly kind: 'remove unit' | 'set leader' | 'remove relation'; readonly pick: number };

const configure = fc.oneof(
  fc.record({
    kind: fc.constant('configure' as const),
    option: fc.constant('fileset'),
    value: fc.constantFrom(undefined, '/a', '/a,/b', '/a/c\n/b', 'relative', '/with space'),
  }),
  fc.record({
    kind: fc.constant('configure' as const),
    option: fc.constantFrom('run-before-backup', 'run-after-restore'),
    value: fc.constantFrom(undefined, ' ', '#!/bin/sh\n', 'no shebang', '#!/bin/sh\r\n'),
  }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: configure },
  fc.record({
    kind: fc.constantFrom('add unit' as const, 'integrate', 'upgrade', 'update status'),
  }),
  fc.record({
    kind: fc.constantFrom('remove unit' as const, 'set leader', 'remove relation'),
    pick: fc.nat(9),
  }),
);

async function take(deployment: Deployment, each: Step): Promise<void> {
  if (each.kind === 'configure') await deployment.configure({ [each.option]: each.value });
  if (each.kind === 'add unit' && deployment.units.length < 4) await deployment.addUnit();
  if (each.kind === 'integrate' && deployment.relationIds().length < 3) {
    await deployment.integrate(
      `provider-${Math.max(0, ...deployment.relationIds().map(numberOf))}`,
    );
  }
  if (each.kind === 'upgrade') await deployment.upgrade();
  if (each.kind === 'update status') await deployment.updateStatus();
  if (each.kind === 'set leader')
    await deployment.setLeader(picked(unitNames(deployment), each.pick));
  if (each.kind === 'remove unit' && deployment.units.length > 1) {
    await deployment.removeUnit(picked(unitNames(deployment), each.pick));
  }
  if (each.kind === 'remove relation' && deployment.relationIds().length > 0) {
    await deployment.removeRelation(picked(deployment.relationIds(), each.pick));
  }
}

const numberOf = (id: string) => Number(id.split(':')[1]) + 1;
const unitNames = (deployment: Deployment) => deployment.units.map(({ name }) => name);

function picked(list: readonly string[], pick: number): string {
  return list[pick % list.length] ?? '';
}

/** All that a provider and an operator can see, without numbers of units and relations. */
function visibleState(deployment: Deployment) {
  return {
    databags: deployment.relationIds().map((id) => deployment.databag(id)),
    scripts: deployment.units.map(({ name }) => scriptsOn(deployment, name)),
    statuses: deployment.units.map(({ name, status }) => ({
      ...status,
      message: status.message.replace(`juju run ${name} `, 'juju run <unit> '),
    })),
  };
}

/** A new deployment that is given the config as it is in the end, or the last good one and then that. */
async function fresh(configs: readonly Config[], units: number, relations: number) {
  await using deployment = new Deployment({ metadata, frontEnd: inProcess(charm) });
  await deployment.deploy(units);
  for (let number = 0; number < relations; number++)
    await deployment.integrate(`provider-${number}`);
  for (const config of configs) await deployment.configure(config);
  return visibleState(deployment);
}

type Config = Readonly<Record<string, string | undefined>>;

it('any sequence of events ends in the same databags and files as one fresh reconcile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      await using deployment = new Deployment({ metadata, frontEnd: inProcess(charm) });
      await deployment.deploy(2);
      await deployment.integrate('provider');
      let config: Config = {};
      for (const each of steps) {
        await take(deployment, each);
        if (each.kind === 'configure') config = { ...config, [each.option]: each.value };
      }
      // With a config that is accepted, nothing of what was before shows.
      const last = { fileset: '/z', 'run-after-backup': '#!/bin/sh\n' };
      const cleared = { 'run-before-backup': undefined, 'run-after-restore': undefined };
      const isAccepted = deployment.units.every(({ status }) => status.status !== 'blocked');
      if (!isAccepted) {
        config = { ...last, ...cleared };
        await deployment.configure(config);
      }
      const expected = await fresh(
        [config],
        deployment.units.length,
        deployment.relationIds().length,
      );
      expect(visibleState(deployment)).toEqual(expected);
      await deployment.updateStatus();
      expect(writes(await deployment.updateStatus())).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
