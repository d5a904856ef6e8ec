import { describe, expect, it } from 'vitest';
import { Charm } from '../../../../src/core/charm.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { backupV0 } from '../../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../../src/plugins/relation-publisher/relation-publisher.ts';
import { type Deployment, inProcess } from '../../../../src/testing/index.ts';
import { model } from '../../../support/deployment.ts';
import { drop, one, published, put, two, zero } from '../../../support/units.ts';

/** Without the plugins that look at each path on the disk. */
const few = () =>
  inProcess(new Charm([fileset(), globs(), relationPublisher({ format: backupV0 })]));

/** Three units with a provider; unit 0 leads. */
async function three(): Promise<Deployment> {
  const deployment = model(few());
  await deployment.deploy(3);
  await deployment.integrate('bacula-fd');
  return deployment;
}

describe('too many matches', () => {
  it('on all units together are an error on the leader that names the unit with the most', async () => {
    const deployment = await three();
    const files = (unit: string, count: number) =>
      Array.from({ length: count }, (_, number) => `/srv/${unit.replace('/', '-')}-${number}`);
    put(deployment, zero, ...files(zero, 3000));
    put(deployment, one, ...files(one, 3500));
    put(deployment, two, ...files(two, 3000));
    // 900 of the paths are the same on all units.
    await deployment.configure({ fileset: '/srv/{{0..899},backup*}' });
    expect(deployment.unit(zero).status).toEqual({
      status: 'blocked',
      message:
        'fileset: "/srv/{{0..899},backup*}" matches more than 10,000 paths on all units (3,500 on backup-integrator/1); list "/srv" instead; the rest is published',
    });
    // What the leader published before the others had answered.
    expect(published(deployment)).toHaveLength(3900);

    drop(deployment, one, ...files(one, 600));
    await deployment.updateStatus();
    expect(deployment.unit(zero).status.status).toBe('active');
    expect(published(deployment)).toHaveLength(9800);
  });

  it('on one unit block it, and the others go on without its answer', async () => {
    const deployment = await three();
    const paths = Array.from({ length: 10_001 }, (_, number) => `/srv/x${number}`);
    put(deployment, two, ...paths);
    put(deployment, zero, '/srv/xa');
    await deployment.configure({ fileset: '/srv/x*' });
    expect(deployment.unit(two).status.status).toBe('blocked');
    expect(published(deployment)).toEqual(['/srv/xa']);
    expect(deployment.unit(zero).status.message).toContain(
      'what its globs match on backup-integrator/2 is not known yet',
    );
  });
});

describe('too many bytes', () => {
  it('of what globs match on all units keep what is published of the biggest, and nothing else back', async () => {
    const deployment = await three();
    const folder = `/srv/${'x'.repeat(240)}/${'y'.repeat(200)}`;
    const files = (count: number) =>
      Array.from({ length: count }, (_, number) => `${folder}/${number}`);
    put(deployment, zero, '/etc/a');
    await deployment.configure({ fileset: '/srv/*/*/*,/etc/a*' });
    for (const unit of [one, two]) {
      const name = unit.replace('/', '-');
      put(deployment, unit, ...files(4800).map((path) => `${path}-${name}`));
    }
    await deployment.updateStatus();
    await deployment.configure({ fileset: '/srv/*/*/*,/etc/*' });
    expect(deployment.unit(zero).status).toMatchObject({
      status: 'blocked',
      message: expect.stringMatching(
        /what "\/srv\/\*\/\*\/\*" matches on all units is longer than the 4 MiB/,
      ),
    });
    expect(published(deployment)).toContain('/etc/a');
    expect(published(deployment).length).toBeLessThan(9000);
  });
});
