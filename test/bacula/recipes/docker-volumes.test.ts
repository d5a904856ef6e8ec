import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { expectClean, Recipe } from './harness/recipe.ts';

const dumps = '/var/backups/docker';
const volumes = '/var/lib/docker/volumes';

it('volumes come back, with ACLs, and no container stays paused or stopped', async () => {
  await using recipe = await Recipe.prepare('docker-volumes');
  fs.copyFileSync(
    path.join(import.meta.dirname, 'harness/docker.sh'),
    recipe.machine.path('/usr/local/sbin/docker'),
  );
  recipe.shell(`chmod 755 /usr/local/sbin/docker
    mkdir -p ${volumes}/shop_data/_data/folder ${volumes}/cache/_data /var/lib/docker/containers /var/lib/docker/uses
    cd /var/lib/docker
    echo running >containers/web; echo shop_data >uses/web
    echo paused >containers/worker; echo shop_data >uses/worker
    echo exited >containers/old; echo cache >uses/old
    cd ${volumes}/shop_data/_data
    echo Größe >folder/file
    chown -R 1234:4321 .
    chmod 1770 .
    setfacl -m u:99:r folder/file`);
  const all = () =>
    recipe.shell(`cd ${volumes}; find . -printf '%p %m %U %G %s\\n' | sort; getfacl -R .`);
  const states = () =>
    recipe.shell('cd /var/lib/docker/containers; grep . old web worker; : >../log');
  const asBefore = 'old:exited\nweb:running\nworker:paused\n';
  const saved = all();

  await recipe.configure();
  expectClean(await recipe.backup());
  expect(recipe.dumps(dumps)).toEqual([]);
  expect(recipe.shell("grep -E '^(un)?pause' /var/lib/docker/log")).toBe(
    'pause web\nunpause web\n',
  );
  expect(states()).toBe(asBefore);

  recipe.shell(`cd ${volumes}; rm -r cache; rm shop_data/_data/folder/file; echo >shop_data/_data/intruder
    echo running >/var/lib/docker/containers/worker`);
  expectClean(await recipe.restore());
  expect(all()).toBe(saved);
  expect(recipe.dumps(dumps)).toEqual([]);
  expect(states()).toBe('old:exited\nweb:running\nworker:running\n');

  await recipe.configure({ 'script-timeout': '2s', 'clean-up-on-failure': false });
  for (const [end, status] of [
    ['exit 2', 2],
    ['sleep 60', 124],
    ['kill -9 $PPID; exit', 137],
  ] as const) {
    if (status === 137) await recipe.configure();
    recipe.program('tar', `if grep -q paused /var/lib/docker/containers/web; then ${end}; fi`);
    expect(recipe.script('run-before-backup')).toMatchObject({ status });
    expect(states()).toBe('old:exited\nweb:running\nworker:running\n');
  }
  expect(recipe.dumps(dumps)).toEqual([]);
});
