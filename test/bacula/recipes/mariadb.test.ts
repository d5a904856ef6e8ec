import { expect, it } from 'vitest';
import { expectClean, Recipe } from './harness/recipe.ts';

const asMysql = 'setpriv --reuid=mysql --regid=mysql --clear-groups';
const dumps = '/var/backups/mariadb';
const oddName = "it's = `odd` -x";

it('a truncated table, a dropped database and a dropped account come back', async () => {
  await using recipe = await Recipe.prepare('mariadb');
  recipe.copy('/etc/mysql');
  recipe.shell(`grep -q ^mysql: /etc/passwd || useradd --system --user-group mysql
    install -d -o mysql -g mysql /var/lib/mysql /run/mysqld
    mariadb-install-db --user=mysql --skip-test-db --force >/dev/null`);
  recipe.start('mariadb', {
    run: `exec ${asMysql} mariadbd --skip-networking --innodb-flush-log-at-trx-commit=0`,
    ready: 'mariadb-admin ping',
  });
  const sql = (text: string, ...options: string[]) =>
    recipe.run('mariadb', '--batch', '--skip-column-names', ...options, '--execute', text).trim();
  sql('create database shop');
  sql('create table orders (i int primary key, note varchar(40), raw blob)', 'shop');
  sql(
    "insert into orders select seq, concat('Größe ', seq), unhex('00ff27') from seq_1_to_5000",
    'shop',
  );
  sql('create procedure total() select count(*) from orders', 'shop');
  sql(`create database \`${oddName.replaceAll('`', '``')}\``);
  sql('create table t as select 42 as answer', oddName);
  sql("create user clerk@localhost identified by 'secret'");
  sql('grant execute on procedure shop.total to clerk@localhost');
  sql("create user guard@localhost identified by 'old'");
  const orders = () =>
    sql('select count(*), md5(group_concat(note, hex(raw))) from orders', 'shop');
  const grants = () => sql('show grants for clerk@localhost');
  const saved = [orders(), grants()];

  await recipe.configure();
  expectClean(await recipe.backup());
  expect(recipe.dumps(dumps)).toEqual([]);

  sql('truncate orders', 'shop');
  sql('create table intruder (i int)', 'shop');
  sql(`drop database \`${oddName.replaceAll('`', '``')}\``);
  sql("drop user clerk@localhost; set password for guard@localhost = password('new')");
  expectClean(await recipe.restore());
  expect([orders(), grants()]).toEqual(saved);
  expect(
    recipe.run('mariadb', '--user=clerk', '--password=secret', '-BNe', 'call total()', 'shop'),
  ).toBe('5000\n');
  recipe.run('mariadb', '--user=guard', '--password=old', '--execute', 'select 1');
  expect(sql('select answer from t', oddName)).toBe('42');
  expect(sql('show tables', 'shop')).toBe('orders');
  expect(recipe.dumps(dumps)).toEqual([]);

  // A table that can't be read is no reason to save the others alone.
  sql(
    'create view broken as select i from orders; alter table orders rename column i to j',
    'shop',
  );
  expect(recipe.script('run-before-backup')).toMatchObject({
    status: 2,
    output: expect.stringContaining('broken'),
  });
  expect(recipe.dumps(dumps)).not.toContain('databases.sql');

  // Without a dump it keeps what it holds, and a replica is not the place for one.
  expect(recipe.script('run-after-restore')).toMatchObject({
    status: 1,
    output: expect.stringContaining('there is no /var/backups/mariadb/accounts.sql'),
  });
  sql("change master to master_host = '127.0.0.1'");
  expect(recipe.script('run-before-restore')).toMatchObject({
    status: 1,
    output: expect.stringContaining('this unit is a replica'),
  });
  // Nothing is restored where nobody can tell.
  recipe.stop('mariadb');
  expect(recipe.script('run-before-restore')).toMatchObject({ status: 1 });
});
