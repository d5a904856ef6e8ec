import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { snapshot } from '../../../src/testing/contracts/watch/folder-snapshot.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { world } from '../../support/world.ts';
import { asRoot, patience, start, step } from './run-start.ts';

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
  expect(asRoot(deployed)).toMatch(/\n {3}\+ {2}all units {2}0700 {2}root {2}run-/);
  expect(deployed).toContain('run-after-backup (10 B)');
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

test('a path on a pseudo file system is refused, as on a machine', {
  timeout: patience,
}, async () => {
  const file = path.join(temporaryFolder(), 'own.yaml');
  writeFileSync(file, 'backup-integrator:\n  fileset: /proc,/sys/kernel,/etc\n');
  const { code, stdout } = await start(['--config', file, '--units', '1']).result;
  expect(code).toBe(0);
  const deployed = step(stdout, 'Deploy');
  expect(deployed).toMatch(/backup-integrator\/0\* +blocked +idle +0 +fileset: "\/proc" is on a/);
  for (const each of stdout.split(/\n(?=\d\. )/).slice(1)) {
    expect(each).toContain('   Assumed to exist: /etc\n');
  }
});

test("a tree of one's own is the disk: what is not there is missing, and the tree stays as it is", {
  timeout: patience,
}, async () => {
  const folder = world({
    '/disk/srv/a/data': 'folder',
    '/disk/srv/b/data': 'folder',
    '/disk/usr/bin/env': 'executable',
    '/disk/opt': 'folder',
  });
  const disk = path.join(folder, 'disk');
  const before = snapshot(disk);
  const config = 'backup-integrator:\n  fileset: /srv/*/data,/srv/c\n';
  writeFileSync(path.join(folder, 'own.yaml'), config);
  const { code, stdout } = await start(['--config', 'own.yaml', '--disk', 'disk', '--units', '1'], {
    INIT_CWD: folder,
  }).result;
  expect(code).toBe(0);
  expect(stdout).toContain('a copy of disk');
  expect(stdout).not.toContain('Assumed');
  expect(step(stdout, 'Deploy')).toMatch(/\+ {2}fileset +\/srv\/a\/data,\/srv\/b\/data,\/srv\/c\n/);
  expect(step(stdout, 'Deploy')).toContain('"/srv/c" does not exist on this unit');
  expect(snapshot(disk)).toEqual(before);
});

test('what juju config prints is run with a site plugin, which is attached as the resource', {
  timeout: patience,
}, async () => {
  const printed = `application: kept
charm: backup-integrator
settings:
  fileset: {source: user, type: string, value: /var/lib/mysql}
  plugins: {source: user, type: string, value: "- databaseDump"}
  strict: {default: false, source: default, type: boolean, value: false}
`;
  const file = path.join(temporaryFolder(), 'own.yaml');
  writeFileSync(file, printed);
  const plugins = 'examples/site-plugin/site-plugins.mjs';
  const args = ['--config', file, '--units', '1', '--site-plugins', plugins];
  const { code, stdout } = await start(args).result;
  expect(code).toBe(0);
  const deployed = step(stdout, 'Deploy');
  expect(deployed).toContain(`--config ${file} --resource site-plugins=${plugins}\n`);
  expect(deployed).toMatch(/kept\/0\* +blocked +idle +0 +fileset/);
  expect(deployed.replaceAll(/\s+/g, ' ')).toContain('holds a running database (MySQL)');
});

test.each([
  ['a missing file', undefined, ": can't be read: no such file or directory"],
  [
    'an option that the charm does not have',
    'backup-integrator:\n  strict: true\n  filset: /etc\n',
    ':3: unknown option "filset" (did you mean fileset?)',
  ],
  [
    'a value of the wrong type',
    'backup-integrator:\n  strict: maybe\n',
    ':2: option "strict" expected boolean, got "maybe"',
  ],
])(
  '%s is one line on stderr, and exit code 1',
  { timeout: patience },
  async (_, content, reason) => {
    const file = path.join(temporaryFolder(), 'config.yaml');
    if (content !== undefined) writeFileSync(file, content);
    const { code, stdout, stderr, leftovers } = await start(['--config', file]).result;
    expect({ code, stdout, leftovers }).toEqual({ code: 1, stdout: '', leftovers: [] });
    expect(stderr).toBe(`${file}${reason}\n`);
  },
);

test('a missing file of site plugins is one line on stderr', { timeout: patience }, async () => {
  const args = ['--config', 'examples/recipes/postgresql.yaml', '--site-plugins', 'none.mjs'];
  const { code, stdout, stderr } = await start(args).result;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe('--site-plugins none.mjs: no such file or directory\n');
});
