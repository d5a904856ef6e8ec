import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { standardCharmDir } from '../support/standard.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const site = `export const ours = () => ({
  name: 'ours',
  apply: ({ hooks }) => hooks.validateConfig.tap('ours', ({ report }) => report({
    code: 'ours/no-home', severity: 'error', option: 'fileset', message: 'has no /home', fix: 'add it',
  })),
});
`;

/** Runs the executable of the charm, as it is built, as a person does. */
function check(content: string, ...args: readonly string[]) {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'my.yaml'), content);
  writeFileSync(path.join(folder, 'site.mjs'), site);
  const executable = path.join(standardCharmDir, 'backup-integrator');
  const { status, stdout, stderr } = spawnSync(executable, ['check', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the executable checks a config, from any folder, with the options that are next to it', () => {
  expect(check('a:\n  fileset: /srv,etc\n  strict: maybe\n', 'my.yaml')).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(
      /^my\.yaml:2:17: error: fileset: "etc" .*\nmy\.yaml:3:3: error: strict is a text/,
    ),
    stderr: '',
  });
  expect(check('a:\n  fileset: /srv\n', 'my.yaml')).toMatchObject({ status: 0, stderr: '' });
});

test('the executable runs the plugins of a site', () => {
  const content = 'a:\n  fileset: /srv\n  plugins: "- ours"\n';
  const { stdout } = check(content, 'my.yaml', '--site-plugins', 'site.mjs');
  expect(stdout).toContain('my.yaml:2:12: error: fileset has no /home; add it [ours/no-home]\n');
});

test('a wrong command line ends with 2', () => {
  expect(check('', '--nope')).toEqual({
    status: 2,
    stdout: '',
    stderr: "error: unknown option '--nope'\n",
  });
});
