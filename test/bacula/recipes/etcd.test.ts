import { expect, it } from 'vitest';
import { expectClean, Recipe } from './harness/recipe.ts';

const dumps = '/var/backups/etcd';

it('an etcd whose data folder is gone comes back', async () => {
  await using recipe = await Recipe.prepare('etcd');
  recipe.copy('/etc/default/etcd', '/var/lib/etcd');
  recipe.start('etcd', {
    // As the package's unit file has it.
    run: `export ETCD_NAME=$(hostname) ETCD_DATA_DIR=/var/lib/etcd/default
      exec setpriv --reuid=etcd --regid=etcd --clear-groups etcd`,
    ready: 'ETCDCTL_API=3 etcdctl endpoint health',
  });
  const etcdctl = (...command: string[]) =>
    recipe.run('env', 'ETCDCTL_API=3', 'etcdctl', ...command).trim();
  etcdctl('put', 'greeting', 'Größe');
  etcdctl('put', 'kept', 'before');

  await recipe.configure();
  expectClean(await recipe.backup());
  expect(recipe.dumps(dumps)).toEqual([]);

  etcdctl('put', 'kept', 'after');
  etcdctl('put', 'intruder', '1');
  expectClean(await recipe.restore());
  const all = 'greeting\nGröße\nkept\nbefore';
  expect(etcdctl('get', '', '--prefix')).toBe(all);
  expect(recipe.dumps(dumps)).toEqual([]);

  recipe.stop('etcd');
  recipe.shell('rm -r /var/lib/etcd/default');
  expectClean(await recipe.restore());
  expect(etcdctl('get', '', '--prefix')).toBe(all);
  expect(recipe.shell('find /var/lib/etcd/default ! -user etcd')).toBe('');
  expect(recipe.dumps('/var/lib/etcd')).toEqual(['default']);

  // Without a snapshot it keeps what it holds, and it does not leave a cluster.
  expect(recipe.script('run-after-restore')).toMatchObject({
    status: 1,
    output: expect.stringContaining('there is no /var/backups/etcd/snapshot.db'),
  });
  expect(etcdctl('get', '', '--prefix')).toBe(all);
  etcdctl('member', 'add', 'other', '--peer-urls=http://localhost:2390');
  expect(recipe.script('run-before-restore')).toMatchObject({
    status: 1,
    output: expect.stringContaining('this unit is a member of a cluster'),
  });
});
