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
    expect.stringContaining(
      '"/etc/a", "/etc/b" are denied by the pattern "/etc/[ab]" of protected-paths; take them out, or allow them',
    ),
  ]);
});

it('refuses all but what is allowed, where nothing is denied', async () => {
  const options = '{allow: [/srv/data, "/home/*/docs"]}';
  expect(await lines('/srv/data,/srv/data/a,/home/ann/docs', options)).toEqual([]);
  expect(await lines('/etc,/srv/database,/{opt,var}', options)).toEqual([
    'error protected-paths/not-allowed: fileset: "/etc" is not among the paths that protected-paths allows ("/srv/data", "/home/*/docs"); take it out, or allow it in plugins',
    expect.stringMatching(/^error protected-paths\/not-allowed: fileset: "\/srv\/database" is not/),
    expect.stringMatching(
      /: "\/opt", "\/var" are not among .*; take them out, or allow them in plugins$/,
    ),
  ]);
  expect(await lines('/etc', '{deny: [], allow: [/srv]}')).toHaveLength(1);
});

it('refuses a folder above what is allowed, as all that is in it would be saved', async () => {
  expect(await lines('/srv,/home/ann,/', '{allow: [/srv/data, "/home/*/docs"]}')).toEqual([
    'error protected-paths/above-allowed: fileset: "/srv" is above what the pattern "/srv/data" of protected-paths allows, and more than that would be saved with it; list what is allowed in it instead',
    expect.stringMatching(/^error .*: "\/home\/ann" is above what the pattern "\/home\/\*\/docs"/),
    expect.stringMatching(/^error .*: "\/" is above what the pattern "\/srv\/data"/),
  ]);
  expect(await lines('/srv,/srv/a', '{allow: ["/srv/**/*.key"]}')).toEqual([
    expect.stringMatching(/^error protected-paths\/above-allowed: .*"\/srv" is above/),
    expect.stringMatching(/^error protected-paths\/not-allowed: .*"\/srv\/a" is not among/),
  ]);
});

it.each(['{}', '', '{deny: []}', '{allow: []}', '{deny: [], allow: []}'])(
  'needs something to go by: %s',
  async (options) => {
    expect(await lines('/etc', options)).toEqual([
      expect.stringMatching(
        /^error plugins\/wrong-option: plugins: protected-paths: deny or allow is (not set|empty); give it patterns, as in \[\/home\/\*\/\.ssh\]$/,
      ),
    ]);
  },
);

it('leaves relative paths to another check', async () => {
  expect(await lines('home/ann', '{deny: ["/home/*"]}')).toEqual([]);
});
