import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../../src/testing/index.ts';
import { model } from '../../../support/deployment.ts';
import { callsOf, contribution, put } from '../../../support/units.ts';

/** Three units with a provider; unit 0 leads. */
async function three(): Promise<Deployment> {
  const deployment = model();
  await deployment.deploy(3);
  await deployment.integrate('bacula-fd');
  return deployment;
}

describe('without a glob', () => {
  it.each(['/etc/a', '/etc/{a,b}', '/etc/a[*]'])(
    'for %s there is no call more than the usual, and nothing in the peer databags',
    async (fileset) => {
      const deployment = await three();
      const paths = ['/etc/a', '/etc/b', '/etc/a*'];
      for (const { name } of deployment.units) put(deployment, name, ...paths);
      await deployment.configure({ fileset });
      // The leader reads once, as committed, what it has said of the edit; each unit says once that nobody backs it up.
      await deployment.updateStatus();
      const reads = 'config-get relation-ids is-leader status-get';
      for (const event of ['config-changed', 'update-status']) {
        expect(callsOf(await deployment.fire(event))).toEqual([
          `0 ${event}: ${reads} relation-get`,
          `1 ${event}: ${reads}`,
          `2 ${event}: ${reads}`,
        ]);
      }
      for (const { name } of deployment.units)
        expect(contribution(deployment, name)).toBe(undefined);
    },
  );

  it('any more, the peer databags are cleared, and the calls are the usual ones again', async () => {
    const deployment = await three();
    for (const { name } of deployment.units) put(deployment, name, '/etc/a');
    await deployment.configure({ fileset: '/etc/*' });
    for (const { name } of deployment.units) {
      expect(contribution(deployment, name)).toBe('{"/etc/*":["/etc/a"]}');
    }
    await deployment.configure({ fileset: '/etc/a' });
    for (const { name } of deployment.units) expect(contribution(deployment, name)).toBe(undefined);
    await deployment.updateStatus();
    const reads = 'config-get relation-ids is-leader status-get';
    expect(callsOf(await deployment.updateStatus())).toEqual([
      `0 update-status: ${reads} relation-get`,
      `1 update-status: ${reads}`,
      `2 update-status: ${reads}`,
    ]);
  });
});
