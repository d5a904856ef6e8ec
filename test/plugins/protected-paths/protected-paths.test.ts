import { expect, it } from 'vitest';
import { charm } from '../../../src/charm.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { check } from '../../support/check.ts';
import { world } from '../../support/world.ts';

const lines = async (text: string, options: string) => {
  const plugins = `- protected-paths: ${options}`;
  return (await check([fileset()], { fileset: text, plugins }, world({}), charm.validators)).lines;
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

it('needs something to deny', async () => {
  expect(await lines('/etc', '{allow: [/etc]}')).toEqual([
    'error plugins/wrong-option: plugins: protected-paths: deny is not set; give it the patterns that are to be refused, as in [/home/*/.ssh]',
  ]);
});

it('leaves relative paths to another check', async () => {
  expect(await lines('home/ann', '{deny: ["/home/*"]}')).toEqual([]);
});
