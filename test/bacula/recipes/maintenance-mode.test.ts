import { expect, it } from 'vitest';
import { expectClean, Recipe } from './harness/recipe.ts';

const copies = '/var/backups/bind';
const port = '5399';
const zone = `$TTL 300
@ SOA ns admin 1 3600 600 86400 300
@ NS ns
ns A 192.0.2.1
`;

it('dynamic zones come back, and take updates again whatever happens', async () => {
  await using recipe = await Recipe.prepare('maintenance-mode');
  recipe.copy('/etc/bind', '/var/lib/bind', '/var/cache/bind');
  recipe.shell('install -d -o bind -g bind /run/named');
  recipe.append(
    '/etc/bind/named.conf.local',
    'zone "example.test" { type primary; file "/var/lib/bind/example.test"; update-policy local; };\n',
  );
  recipe.append('/var/lib/bind/example.test', zone);
  recipe.start('named', {
    run: `exec named -f -u bind -p ${port}`,
    ready: 'rndc status',
  });
  const update = (change: string) => `nsupdate -l -p ${port} <<'END'\nupdate ${change}\nsend\nEND`;
  const lookUp = (name: string) =>
    recipe.run('dig', '@127.0.0.1', '-p', port, '+short', `${name}.example.test`, 'TXT').trim();
  recipe.shell(update('add kept.example.test. 60 TXT "kept"'));

  await recipe.configure();
  // Tells what an update comes to while the files are copied.
  recipe.program(
    'cp',
    `{ ${update('add during.example.test. 60 TXT "x"')}\n} 2>/run/update || true`,
  );
  expectClean(await recipe.backup());
  expect(recipe.shell('cat /run/update')).toContain('REFUSED');
  expect(recipe.dumps(copies)).toEqual([]);

  recipe.shell(update('delete kept.example.test.'));
  recipe.shell(update('add intruder.example.test. 60 TXT "intruder"'));
  recipe.shell('rm /var/lib/bind/*');
  expectClean(await recipe.restore());
  expect([lookUp('kept'), lookUp('intruder')]).toEqual(['"kept"', '']);
  expect(recipe.dumps(copies)).toEqual([]);
  recipe.shell(update('add later.example.test. 60 TXT "later"'));
  expect(lookUp('later')).toBe('"later"');

  // The trap does it, also at the time limit; and where there is no time for it, the clean-up.
  await recipe.configure({ 'script-timeout': '2s', 'clean-up-on-failure': false });
  for (const [end, status] of [
    ['exit 3', 3],
    ['sleep 60', 124],
    ['kill -9 $PPID; exit', 137],
  ] as const) {
    if (status === 137) await recipe.configure();
    recipe.program('cp', end);
    expect(recipe.script('run-before-backup')).toMatchObject({ status });
    recipe.shell(update(`add after-${status}.example.test. 60 TXT "x"`));
  }
  expect(recipe.dumps(copies)).toEqual([]);
});
