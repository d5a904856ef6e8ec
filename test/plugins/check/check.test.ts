import { expect, it } from 'vitest';
import type { Deployment } from '../../../src/testing/index.ts';
import { filesOn, lay, model } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';

async function deployed(fileset: string): Promise<Deployment> {
  const deployment = model();
  await deployment.deploy();
  lay(deployment, '/srv/a', '/srv/b');
  await deployment.configure({ fileset });
  return deployment;
}

it('shows the paths that the fileset stands for, and that there is no problem', async () => {
  const deployment = await deployed('/srv/*');
  expect(await deployment.runAction(zero, 'check')).toMatchObject({
    status: 'completed',
    results: { errors: '0', warnings: '0', problems: 'none', paths: '/srv/a\n/srv/b' },
  });
});

it('completes with warnings, and fails with errors, each with its code and fix', async () => {
  const warned = await (await deployed('/srv/none')).runAction(zero, 'check');
  expect(warned).toMatchObject({ status: 'completed', results: { errors: '0', warnings: '1' } });
  const refused = await (await deployed('etc,/a/../b')).runAction(zero, 'check');
  expect(refused).toMatchObject({ status: 'failed', message: 'the config has 2 errors' });
  expect(refused.results['problems']).toContain(
    'error: fileset: "etc" is not an absolute path; write it from the root, as in "/etc" [fileset/relative-path]',
  );
});

it('changes nothing', async () => {
  const deployment = await deployed('/srv/*');
  const before = [filesOn(deployment, zero), deployment.unit(zero).status];
  const { hook } = await deployment.runAction(zero, 'check');
  expect(
    hook.calls.filter(({ argv }) => /^(relation|status|state)-set|juju-log/.test(argv[0])),
  ).toEqual([]);
  expect([filesOn(deployment, zero), deployment.unit(zero).status]).toEqual(before);
});
