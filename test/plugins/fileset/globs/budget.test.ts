import { describe, expect, it } from 'vitest';
import { Charm } from '../../../../src/core/charm.ts';
import { fileset } from '../../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../../src/plugins/fileset/globs/globs.ts';
import { backupV0 } from '../../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../../src/plugins/relation-publisher/relation-publisher.ts';
import { inProcess } from '../../../../src/testing/index.ts';
import { model } from '../../../support/deployment.ts';
import { contribution, drop, one, published, put, zero } from '../../../support/units.ts';

/** Two units with a provider; unit 0 leads. A glob may match three paths. */
async function two() {
  const plugins = [fileset(), globs({ matches: 3 }), relationPublisher({ format: backupV0 })];
  const deployment = model(inProcess(new Charm(plugins)));
  await deployment.deploy(2);
  await deployment.integrate('bacula-fd');
  put(deployment, zero, '/home/0', '/srv/0');
  put(deployment, one, '/home/1', '/srv/1');
  await deployment.configure({ fileset: '/home/*,/srv/*' });
  expect(published(deployment)).toEqual(['/home/0', '/home/1', '/srv/0', '/srv/1']);
  return deployment;
}

describe.each([
  ['the leader', zero],
  ['another unit', one],
])('a glob that is too much on %s', (_, unit) => {
  const full = ['/home/a', '/home/b', '/home/c'];

  it('keeps what is published of it; that unit is blocked, and the rest goes on', async () => {
    const deployment = await two();
    put(deployment, unit, ...full, '/srv/new');
    await deployment.updateStatus();
    expect(published(deployment).toSorted()).toEqual([
      '/home/0',
      '/home/1',
      '/srv/0',
      '/srv/1',
      '/srv/new',
    ]);
    expect(deployment.unit(unit).status).toMatchObject({
      status: 'blocked',
      message: expect.stringMatching(
        /"\/home\/\*" matches more than .*"\/home".*; the rest is published$/,
      ),
    });
    expect(contribution(deployment, unit)).not.toContain('/home/');

    drop(deployment, unit, ...full);
    put(deployment, unit, '/home/z');
    await deployment.updateStatus();
    expect(deployment.unit(unit).status.status).toBe('active');
    expect(published(deployment)).toContain('/home/z');
  });

  it('holds no edit of the config back', async () => {
    const deployment = await two();
    put(deployment, unit, ...full);
    await deployment.configure({ fileset: '/home/*,/etc' });
    expect(published(deployment).toSorted()).toEqual(['/etc', '/home/0', '/home/1']);
  });
});
