import { expect, it } from 'vitest';
import { expectClean, Recipe } from './harness/recipe.ts';

const dumps = '/var/backups/sqlite';
const database = "/srv/app/the app's data";

it('an application gets the rows back that were in its write-ahead log alone', async () => {
  await using recipe = await Recipe.prepare('sqlite');
  recipe.shell(`useradd --system --user-group app
    install -d -o app -g app -m 0750 /srv/app /srv/app/uploads
    echo report >/srv/app/uploads/report
    mkfifo -m 0666 /run/app`);
  // An application that keeps its database open, and takes SQL from a pipe.
  recipe.start('app.service', {
    run: `exec 3<>/run/app
      exec setpriv --reuid=app --regid=app --clear-groups sqlite3 "${database}" <&3`,
    ready: 'true',
  });
  const tell = (sql: string) => {
    recipe.shell(`cat >/run/app <<'END'\n${sql}\n.shell touch /srv/app/told\nEND
      for i in $(seq 200); do [ -e /srv/app/told ] && exec rm /srv/app/told; sleep 0.05; done; exit 1`);
  };
  const rows = () => recipe.run('sqlite3', database, 'select count(*), sum(length(note)) from t');
  tell(`pragma journal_mode = wal; pragma wal_autocheckpoint = 0;
    create table t (note);
    insert into t select 'Größe ' || value from generate_series(1, 2000);`);
  expect(recipe.shell(`stat -c %s "${database}"`)).toBe('4096\n');
  const saved = rows();

  await recipe.configure();
  expectClean(await recipe.backup());
  expect(recipe.dumps(dumps)).toEqual([]);

  tell("delete from t; insert into t values ('intruder');");
  recipe.shell('rm -r /srv/app/uploads');
  expectClean(await recipe.restore());
  expect(rows()).toBe(saved);
  expect(recipe.shell('cat /srv/app/uploads/report')).toBe('report\n');
  expect(recipe.shell(`stat -c '%U %a' "${database}"`)).toBe('app 644\n');
  tell('insert into t values (42);');
  expect(rows()).not.toBe(saved);
  expect(recipe.dumps(dumps)).toEqual([]);

  // Where no copy comes back, the application is not started on what there is.
  recipe.script('run-before-restore');
  expect(recipe.script('run-after-restore')).toMatchObject({ status: 1 });
  expect(() => recipe.run('systemctl', 'is-active', '--quiet', 'app.service')).toThrow();

  // A damaged database is not saved as if it were good.
  recipe.shell(`truncate -s 5000 "${database}"`);
  expect(recipe.script('run-before-backup').status).not.toBe(0);
  expect(recipe.dumps(dumps)).toEqual([]);
});
