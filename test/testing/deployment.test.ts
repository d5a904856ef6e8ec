import { expect, test } from 'vitest';
import { deployment, publishing } from './fixtures.ts';

test('the leader alone publishes, once', async () => {
  await using juju = deployment({ frontEnd: publishing });
  await juju.deploy(3);
  await juju.configure({ fileset: '/etc' });
  const hooks = await juju.integrate('bacula-fd');
  const [id = ''] = juju.relationIds();
  expect(juju.databag(id)).toEqual({ fileset: '/etc' });
  const writers = hooks.filter(({ calls }) => calls.some(({ argv }) => argv[0] === 'relation-set'));
  expect(writers.map(({ unit, event }) => [unit, event])).toEqual([
    ['backup-integrator/0', 'backup-relation-created'],
  ]);
});
