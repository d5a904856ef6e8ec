import { expect, it } from 'vitest';
import { expectClean, Recipe } from './harness/recipe.ts';

const server = '/usr/bin/redis-server /etc/redis/redis.conf --daemonize no';
const dumps = '/var/backups/redis';
const password = 'the "$HOME" password';

it('a flushed Redis with a password comes back, from either of the files that it keeps', async () => {
  await using recipe = await Recipe.prepare('redis');
  recipe.copy('/etc/redis', '/var/lib/redis');
  recipe.shell('install -d -o redis -g redis /run/redis /var/log/redis');
  recipe.append('/etc/redis/redis.conf', `appendonly yes\nrequirepass '${password}'\n`);
  recipe.start('redis-server', {
    run: `exec setpriv --reuid=redis --regid=redis --clear-groups ${server}`,
    ready: 'redis-cli ping | grep -E "NOAUTH|PONG"',
  });
  const redis = (...command: string[]) =>
    recipe.run('env', `REDISCLI_AUTH=${password}`, 'redis-cli', '--raw', ...command).trim();
  redis('set', 'greeting', 'Größe');
  redis('set', 'session', 'soon gone', 'EX', '100000');
  redis('-n', '3', 'rpush', 'queue', 'first', 'second');

  await recipe.configure();
  expect(recipe.script('run-before-backup')).toMatchObject({
    status: 1,
    output: expect.stringContaining('NOAUTH'),
  });
  await recipe.configure({ 'script-environment': recipe.secret({ 'rediscli-auth': password }) });
  expectClean(await recipe.backup());
  expect(recipe.dumps(dumps)).toEqual([]);

  for (const appendOnly of ['yes', 'no']) {
    redis('flushall');
    redis('set', 'intruder', '1');
    redis('config', 'set', 'appendonly', appendOnly);
    redis('config', 'rewrite');
    expectClean(await recipe.restore());
    expect(recipe.dumps(dumps)).toEqual([]);
    // Also after it has read its own files once more.
    recipe.stop('redis-server');
    recipe.start('redis-server');
    expect(redis('config', 'get', 'appendonly')).toBe(`appendonly\n${appendOnly}`);
    expect(redis('get', 'greeting')).toBe('Größe');
    expect(Number(redis('ttl', 'session'))).toBeGreaterThan(1000);
    expect(redis('-n', '3', 'lrange', 'queue', '0', '-1')).toBe('first\nsecond');
    expect(redis('exists', 'intruder')).toBe('0');
  }

  // Without a dump it keeps what it holds, and a replica is not the place for one.
  expect(recipe.script('run-after-restore')).toMatchObject({
    status: 1,
    output: expect.stringContaining('there is no /var/backups/redis/dump.rdb'),
  });
  expect(redis('get', 'greeting')).toBe('Größe');
  redis('replicaof', '127.0.0.1', '1');
  expect(recipe.script('run-before-restore')).toMatchObject({
    status: 1,
    output: expect.stringContaining('this unit is a replica'),
  });
});
