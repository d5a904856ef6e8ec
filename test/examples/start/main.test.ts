import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { patience, start, step } from './start.ts';

/** As it is for root, whoever runs the test. */
function asRoot(stdout: string): string {
  return stdout.replaceAll(' 0700  you  ', ' 0700  root ');
}

test('the example is shown from deploy to scale-out, exactly so', {
  timeout: patience,
}, async () => {
  const { code, stdout, stderr, leftovers } = await start([]).result;
  expect({ code, stderr, leftovers }).toEqual({ code: 0, stderr: '', leftovers: [] });
  await expect(asRoot(stdout)).toMatchFileSnapshot('start.txt');
});

test('one unit, in colour, has no leader to lose, and is two after the scale-out', {
  timeout: patience,
}, async () => {
  const coloured = { NO_COLOR: undefined, FORCE_COLOR: '1' };
  const { stdout } = await start(['--units', '1'], coloured).result;
  expect(stdout).toContain('\u001B[32mactive\u001B[39m');
  const plain = stripVTControlCharacters(stdout);
  expect(plain).not.toContain('remove-unit');
  expect(step(plain, 'Scale out')).toMatch(
    /backup-integrator\/0\* +active +idle +0\n +backup-integrator\/1 +active +idle +1\n/,
  );
});

test("a config of one's own is run under its application's name", {
  timeout: patience,
}, async () => {
  const folder = temporaryFolder();
  const config =
    'my-backup:\n  fileset: /srv/*/data,/etc/{a,b}\n  run-after-backup: |\n    #!/bin/sh\n';
  writeFileSync(path.join(folder, 'own.yaml'), config);
  const { code, stdout } = await start(['--config', 'own.yaml', '--units', '2'], {
    INIT_CWD: folder,
  }).result;
  expect(code).toBe(0);
  const deployed = step(stdout, 'Deploy');
  expect(deployed).toContain('$ juju deploy backup-integrator my-backup --config own.yaml\n');
  expect(deployed).toMatch(/my-backup\/0\* +active +idle +0\n +my-backup\/1 +active +idle +1\n/);
  expect(deployed).toMatch(/\+ {2}fileset +\/srv\/example\/data,\/etc\/a,\/etc\/b\n/);
  expect(asRoot(deployed)).toMatch(
    /\+ {2}all units {2}0700 {2}root {2}run-before-backup \(43 B\), run-after-backup \(10 B\),/,
  );
  expect(step(stdout, 'leader')).toMatch(/\n {3}my-backup\/1\* +active +idle +1\n\n/);
});

test('a config that is not valid is shown as the charm takes it', {
  timeout: patience,
}, async () => {
  const file = path.join(temporaryFolder(), 'bad.yaml');
  writeFileSync(file, 'backup-integrator:\n  fileset: etc\n');
  const { code, stdout } = await start(['--config', file, '--units', '1']).result;
  expect(code).toBe(0);
  expect(step(stdout, 'Deploy')).toMatch(
    /backup-integrator\/0\* +blocked +idle +0 +fileset: "etc" is not/,
  );
  expect(step(stdout, 'Deploy')).toContain('Nothing is published, and no script is written.');
});

test('Ctrl-C ends it, and leaves no folder behind', { timeout: patience }, async () => {
  const { child, result } = start(['--units', '1']);
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const { code, stdout, leftovers } = await result;
  expect({ code, leftovers }).toEqual({ code: 130, leftovers: [] });
  expect(stdout).not.toContain('Scale out');
});

test('a reader that has seen enough ends it, too', { timeout: patience }, async () => {
  const { child, temporary, result } = start(['--units', '1']);
  result.catch(() => {});
  await once(child.stdout, 'data');
  child.stdout.destroy();
  await once(child, 'close');
  expect([child.exitCode, readdirSync(temporary)]).toEqual([0, []]);
});

test('--help explains the arguments, on 80 columns', { timeout: patience }, async () => {
  const { code, stdout, stderr } = await start(['--help']).result;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const word of ['--config FILE', '--units N', 'Exit code']) expect(stdout).toContain(word);
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test('wrong arguments are one line on stderr, and exit code 2', { timeout: patience }, async () => {
  const { code, stdout, stderr } = await start(['--units', '21']).result;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('--units takes a number from 1 to 20, not "21" (npm start -- --help)\n');
});

test.each([
  ['a missing file', undefined, "can't be read: no such file or directory"],
  [
    'an option that the charm does not have',
    'backup-integrator:\n  filset: /etc\n',
    'unknown option "filset"',
  ],
  [
    'a value of the wrong type',
    'backup-integrator:\n  strict: maybe\n',
    'option "strict" expected boolean, got "maybe"',
  ],
])(
  '%s is one line on stderr, and exit code 1',
  { timeout: patience },
  async (_, content, reason) => {
    const file = path.join(temporaryFolder(), 'config.yaml');
    if (content !== undefined) writeFileSync(file, content);
    const { code, stdout, stderr, leftovers } = await start(['--config', file]).result;
    expect({ code, stdout, leftovers }).toEqual({ code: 1, stdout: '', leftovers: [] });
    expect(stderr).toBe(`${file}: ${reason}\n`);
  },
);
