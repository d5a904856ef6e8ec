import { expect, it } from 'vitest';
import type { Deployment } from '../../../src/testing/index.ts';
import { model } from '../../support/deployment.ts';
import { one, zero } from '../../support/units.ts';

const elsewhere = 'INFO bacula-fd/0 runs on another machine, so it does not back this unit up';
const none =
  'WARNING no unit of bacula-fd runs on this machine, so nobody backs this unit up; juju integrate bacula-fd principal';

/** What a unit has logged of the provider's units. */
function said(deployment: Deployment, unit: string): string[] {
  return deployment.log
    .filter((record) => record.unit === unit && / machine, so /.test(record.message))
    .map(({ level, message }) => `${level} ${message.replace(/^backup:\d+: /, '')}`);
}

/** Two units, of which one has a unit of the provider next to it. */
async function halfBackedUp(): Promise<Deployment> {
  const deployment = model();
  await deployment.deploy([{ machine: '0' }, { machine: '1' }]);
  deployment.placeRemote('bacula-fd/1', '0');
  await deployment.integrate('bacula-fd', 'backup', 3);
  return deployment;
}

it('says where the first unit of the provider runs, and which one backs this unit up', async () => {
  const deployment = await halfBackedUp();
  expect(said(deployment, zero)).toEqual([
    elsewhere,
    'INFO bacula-fd/1 runs on this machine, so it backs this unit up',
  ]);
  expect(said(deployment, one)).toEqual([elsewhere]);
});

it('warns of a unit that nobody backs up, once all have had the time to join, and once', async () => {
  const deployment = await halfBackedUp();
  await deployment.updateStatus();
  await deployment.updateStatus();
  await deployment.addRemoteUnit('backup:2');
  expect(said(deployment, zero).join()).not.toContain('WARNING');
  expect(said(deployment, one)).toEqual([elsewhere, none]);
  deployment.placeRemote('bacula-fd/4', '1');
  await deployment.addRemoteUnit('backup:2');
  expect(said(deployment, one).slice(2)).toEqual([
    'INFO bacula-fd/4 runs on this machine, so it backs this unit up',
  ]);
});

it('warns of no provider that is gone', async () => {
  const deployment = await halfBackedUp();
  await deployment.removeRelation('backup:2');
  await deployment.updateStatus();
  expect(said(deployment, one)).toEqual([elsewhere]);
});

it('asks no more once it has seen one', async () => {
  const deployment = model();
  await deployment.deploy([{ machine: '0' }]);
  deployment.placeRemote('bacula-fd/0', '0');
  await deployment.integrate('bacula-fd');
  const [joined] = await deployment.addRemoteUnit('backup:2');
  expect(joined?.event).toBe('backup-relation-joined');
  const reads = joined?.calls.filter(({ argv }) => argv.includes('bacula-fd/1'));
  expect(reads).toEqual([]);
});
