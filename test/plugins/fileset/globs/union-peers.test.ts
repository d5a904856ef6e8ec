import { describe, expect, it, onTestFinished } from 'vitest';
import { Deployment } from '../../../../src/testing/index.ts';
import { metadata, statuses } from '../../../support/deployment.ts';
import {
  callsOf,
  contribution,
  one,
  published,
  put,
  two,
  watched,
  zero,
} from '../../../support/units.ts';

const allActive = { [zero]: 'active: ', [one]: 'active: ', [two]: 'active: ' };

describe('before the peer relation exists', () => {
  const { peers, ...withoutPeers } = metadata;

  async function refreshed(databag: Record<string, string>) {
    const deployment = new Deployment({ metadata: withoutPeers, frontEnd: watched() });
    onTestFinished(() => deployment.close());
    await deployment.deploy(3);
    await deployment.integrate('bacula-fd');
    put(deployment, zero, '/srv/0');
    put(deployment, one, '/srv/1');
    put(deployment, two, '/srv/2');
    await deployment.configure({ fileset: '/srv/*' });
    const [id = ''] = deployment.relationIds();
    deployment.seedDatabag(id, databag);
    return { deployment, results: await deployment.upgrade({ metadata }) };
  }

  it.each([
    ['the Python charm', { fileset: '/srv/*' }],
    ['a version that expanded globs on the leader', { fileset: '/srv/0' }],
  ])(
    'a refresh from %s works at once, and is whole when the units have met',
    async (_, databag) => {
      const { deployment, results } = await refreshed(databag);
      expect(results.every(({ isCommitted }) => isCommitted)).toBe(true);
      const [upgrade] = callsOf(results.filter(({ unit }) => unit === zero));
      expect(upgrade).toMatch(/^0 upgrade-charm: .*relation-get/);
      expect(published(deployment)).toEqual(['/srv/0', '/srv/1', '/srv/2']);
      expect(statuses(deployment)).toEqual(allActive);
    },
  );

  it('the leader alone works as before, and the others are fine', async () => {
    const deployment = new Deployment({ metadata: withoutPeers, frontEnd: watched() });
    onTestFinished(() => deployment.close());
    await deployment.deploy(3);
    await deployment.integrate('bacula-fd');
    put(deployment, zero, '/srv/0');
    await deployment.configure({ fileset: '/srv/*' });
    expect(published(deployment)).toEqual(['/srv/0']);
    expect(statuses(deployment)).toEqual(allActive);
    expect(contribution(deployment, zero)).toBe(undefined);
  });
});
