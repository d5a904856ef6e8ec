import { expect, it } from 'vitest';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../support/check.ts';
import { model } from '../../support/deployment.ts';
import { charm } from '../../support/standard.ts';
import { one, put, zero } from '../../support/units.ts';
import { world } from '../../support/world.ts';

const lines = async (text: string, options: string) => {
  const plugins = `- protected-paths: ${options}`;
  return (
    await check([fileset(), globs()], { fileset: text, plugins }, world({}), charm.validators)
  ).lines;
};

it('refuses a denied path, and names the pattern', async () => {
  expect(await lines('/etc/ssl,/etc/ssh', '{deny: [/etc/ssl]}')).toEqual([
    'error protected-paths/denied: fileset: "/etc/ssl" is denied by the pattern "/etc/ssl" of protected-paths; take it out, or allow it in plugins',
  ]);
});

it('refuses what is below a denied path, hidden names too', async () => {
  expect(await lines('/home/.ann/.ssh/id', '{deny: ["/home/*/.ssh"]}')).toEqual([
    expect.stringMatching(/^error protected-paths\/denied: .*"\/home\/\.ann\/\.ssh\/id" is denied/),
  ]);
});

it('warns of a folder above what is denied', async () => {
  expect(await lines('/home,/,/srv', '{deny: ["/home/*/.ssh"]}')).toEqual([
    'warning protected-paths/above-denied: fileset: "/home" is above what the pattern "/home/*/.ssh" of protected-paths denies, which would be saved with it; list what is to be saved in it instead',
    expect.stringMatching(/^warning protected-paths\/above-denied: fileset: "\/" is above/),
  ]);
});

it('goes by what stands before a ** for the folders above', async () => {
  expect(await lines('/srv/a,/srv,/srv/a/b.key', '{deny: ["/srv/**/*.key"]}')).toEqual([
    expect.stringMatching(/^warning protected-paths\/above-denied: fileset: "\/srv" is above/),
    expect.stringMatching(/^error protected-paths\/denied: fileset: "\/srv\/a\/b\.key" is denied/),
  ]);
});

it('lets through what is allowed, with all that is below', async () => {
  const options = '{deny: ["/home/*"], allow: [/home/backup]}';
  expect(await lines('/home/backup,/home/backup/a', options)).toEqual([]);
  expect(await lines('/home/other', options)).toHaveLength(1);
});

it('judges on the leader what only another unit has: all of it is published together', async () => {
  const deployment = model();
  await deployment.deploy(2);
  await deployment.integrate('bacula-fd');
  put(deployment, zero, '/srv/a');
  put(deployment, one, '/srv/secret');
  await deployment.configure({ fileset: '/srv/*' });
  await deployment.configure({ plugins: '- protected-paths: {deny: [/srv/secret]}' });
  for (const { status } of deployment.units) {
    expect(status).toMatchObject({
      status: 'blocked',
      message: expect.stringContaining('"/srv/secret" is denied by the pattern "/srv/secret"'),
    });
  }
});

it('makes one problem of all the paths of an entry under one pattern', async () => {
  expect(await lines('/etc/{a,b,c}', '{deny: [/etc/a, /etc/b, "/etc/c/*"]}')).toEqual([
    expect.stringContaining('"/etc/a" is denied by the pattern "/etc/a"'),
    expect.stringContaining('"/etc/b" is denied by the pattern "/etc/b"'),
    expect.stringContaining('"/etc/c" is above what the pattern "/etc/c/*"'),
  ]);
  expect(await lines('/etc/{a,b}', '{deny: ["/etc/[ab]"]}')).toEqual([
    expect.stringContaining('"/etc/a", "/etc/b" is denied by the pattern "/etc/[ab]"'),
  ]);
});

it('needs something to deny', async () => {
  expect(await lines('/etc', '{allow: [/etc]}')).toEqual([
    'error plugins/wrong-option: plugins: protected-paths: deny is not set; give it the patterns that are to be refused, as in [/home/*/.ssh]',
  ]);
});

it('leaves relative paths to another check', async () => {
  expect(await lines('home/ann', '{deny: ["/home/*"]}')).toEqual([]);
});
