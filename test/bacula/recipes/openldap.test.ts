import { expect, it } from 'vitest';
import { expectClean, Recipe } from './harness/recipe.ts';

const dumps = '/var/backups/openldap';
const asOpenldap = 'setpriv --reuid=openldap --regid=openldap --clear-groups';

it('a directory whose files are gone comes back, with its config', async () => {
  await using recipe = await Recipe.prepare('openldap');
  // As Debian's package has set it up: one database, for dc=nodomain.
  recipe.copy('/etc/default/slapd', '/etc/ldap', '/var/lib/ldap');
  recipe.shell('install -d -o openldap -g openldap /run/slapd');
  recipe.start('slapd', {
    run: `exec ${asOpenldap} slapd -d 0 -F /etc/ldap/slapd.d -h ldapi:///`,
    ready: 'ldapwhoami -Q -Y EXTERNAL -H ldapi:///',
  });
  const bind = '-x -D cn=admin,dc=nodomain -w secret -H ldapi:///';
  const search = () =>
    recipe.shell(
      `ldapsearch ${bind} -LLL -o ldif-wrap=no -b dc=nodomain '*' + | grep -v ^contextCSN`,
    );
  recipe.shell(`ldapmodify -Q -Y EXTERNAL -H ldapi:/// <<'END'
dn: olcDatabase={1}mdb,cn=config
changetype: modify
replace: olcRootPW
olcRootPW: secret
-
add: olcDbIndex
olcDbIndex: description eq
END
ldapadd ${bind} <<'END'
dn: ou=people,dc=nodomain
objectClass: organizationalUnit
ou: people
description: Größe

dn: cn=clerk,ou=people,dc=nodomain
objectClass: organizationalRole
cn: clerk
description: a line that is longer than the seventy-six characters at which LDIF is folded, as a rule
END`);
  const saved = search();

  await recipe.configure();
  expectClean(await recipe.backup());
  expect(recipe.dumps(dumps)).toEqual([]);

  recipe.stop('slapd');
  recipe.shell('rm -r /etc/ldap/slapd.d /etc/ldap/schema /var/lib/ldap');
  expectClean(await recipe.restore());
  expect(search()).toBe(saved);
  expect(recipe.shell(`slapcat -n 0 | grep olcDbIndex`)).toContain('description eq');
  expect(recipe.shell('find /var/lib/ldap /etc/ldap/slapd.d ! -user openldap')).toBe('');
  expect(recipe.dumps(dumps)).toEqual([]);

  // A dump that can't be loaded leaves all as it was.
  expect(recipe.script('run-before-backup')).toEqual({ status: 0, output: '' });
  recipe.append(`${dumps}/1.ldif`, 'dn: no dn at all\n');
  expect(recipe.script('run-after-restore')).toMatchObject({ status: 1 });
  expect(search()).toBe(saved);
});
