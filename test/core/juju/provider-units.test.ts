import { expect, it } from 'vitest';
import type { Deployment } from '../../../src/testing/index.ts';
import { model } from '../../support/deployment.ts';
import { one, zero } from '../../support/units.ts';

const none =
  'no unit of bacula-fd was seen on this machine so far, and only one that runs here can back this unit up; juju integrate bacula-fd principal';

/** What a unit has logged of the provider's units. */
function said(deployment: Deployment, unit: string): string[] {
  return deployment.log
    .filter((record) => record.unit === unit && record.message.includes('this machine'))
    .map(({ level, message }) => `${level} ${message.replace(/^backup:\d+: /, '')}`);
}

it('says of a unit next to which no unit of the provider runs that nobody backs it up, once', async () => {
  const deployment = model();
  await deployment.deploy([{ machine: '0' }, { machine: '1' }]);
  deployment.placeRemote('bacula-fd/0', '0');
  await deployment.integrate('bacula-fd', 'backup', 3);
  expect(said(deployment, zero).at(-1)).toBe(
    'INFO bacula-fd/0 runs on this machine, so it backs this unit up',
  );
  expect(said(deployment, one)).toEqual([`WARNING ${none}`]);
  deployment.placeRemote('bacula-fd/3', '1');
  await deployment.addRemoteUnit('backup:2');
  expect(said(deployment, one)).toEqual([
    `WARNING ${none}`,
    'INFO bacula-fd/3 runs on this machine, so it backs this unit up',
  ]);
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
