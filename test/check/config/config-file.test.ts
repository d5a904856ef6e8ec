import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfigFile } from '../../../src/check/config/config-file.ts';
import { metadata } from '../../support/standard.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function read(content: string | Buffer, application?: string, others: Record<string, string> = {}) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(others)) writeFileSync(path.join(folder, name), text);
  const file = path.join(folder, 'config.yaml');
  writeFileSync(file, content);
  return readConfigFile(
    file,
    'my.yaml',
    application === undefined ? { metadata } : { metadata, application },
  );
}

function refused(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError') return error.message;
    throw error;
  }
  return 'not refused';
}

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;

const shape = "an application's name and, below it, its options";
const forms = `a config is what juju config prints, a bundle, Terraform's JSON, or ${shape}`;

test('the form of juju config --file is read, null as a reset', () => {
  const content = 'my-backup:\n  fileset: |\n    /etc\n  strict: yes\n  run-after-backup:\n';
  expect(read(content)).toMatchObject({
    file: 'my.yaml',
    application: 'my-backup',
    options: { fileset: '/etc\n', strict: true, 'run-after-backup': undefined },
    isBundle: false,
  });
});

test('what juju config prints is read: what is set there, and nothing else', () => {
  const content = lines(
    'application: my-backup',
    'application-config:',
    '  trust: {default: false, source: default, type: bool, value: false}',
    'charm: backup-integrator',
    'settings:',
    '  fileset:',
    '    description: |',
    '      What to save.',
    '    source: user',
    '    type: string',
    '    value: /etc,/srv',
    '  run-after-backup: {description: x, source: unset, type: string}',
    '  strict: {default: false, description: x, source: default, type: boolean, value: false}',
  );
  const { application, options, failure } = read(content);
  expect({ application, options }).toEqual({
    application: 'my-backup',
    options: { fileset: '/etc,/srv' },
  });
  expect(failure('fileset', 'x').message).toBe('my.yaml:6: x');
});

test('settings alone are of an application with the name of the charm', () => {
  expect(read('settings:\n  fileset: {value: /etc}\n')).toMatchObject({
    application: 'backup-integrator',
    options: { fileset: '/etc' },
  });
});

test.each(['settings', 'applications'])('an application may be named %s', (application) => {
  expect(read(`${application}:\n  fileset: /etc\n`)).toMatchObject({
    application,
    options: { fileset: '/etc' },
  });
});

const bundle = (charm: string) =>
  lines(
    'applications:',
    '  postgresql: {charm: postgresql, num_units: 3}',
    '  my-backup:',
    `    charm: ${charm}`,
    '    options:',
    '      fileset: /etc',
    'relations:',
    '- [my-backup, postgresql]',
  );

test.each([
  'backup-integrator',
  'ch:backup-integrator',
  'local:backup-integrator-3',
  './backup-integrator.charm',
  './dist/backup-integrator_1.0.0_amd64.charm',
  '../charms/backup-integrator/',
])('in a bundle, the application of the charm %s is read', (charm) => {
  const { application, options, isBundle, failure } = read(bundle(charm));
  expect({ application, options, isBundle }).toEqual({
    application: 'my-backup',
    options: { fileset: '/etc' },
    isBundle: true,
  });
  expect(failure('fileset', 'x').message).toBe('my.yaml:6: x');
});

test("a bundle's overlay changes its options", () => {
  const overlay = 'applications:\n  my-backup:\n    options: {fileset: /srv, strict: true}\n';
  const { options, failure } = read(`${bundle('backup-integrator')}---\n${overlay}`);
  expect(options).toEqual({ fileset: '/srv', strict: true });
  expect(failure('fileset', 'x').message).toBe('my.yaml:12: x');
});

test('a bundle may include the content of files next to it', () => {
  const content = lines(
    'applications:',
    '  backup-integrator:',
    '    options:',
    '      run-before-backup: include-file://dump.sh',
    '      run-after-backup: include-base64://dump.sh',
    '      fileset: include-file://paths',
  );
  const files = { 'dump.sh': '#!/bin/sh\n', paths: '/etc\n' };
  expect(read(content, undefined, files).options).toEqual({
    'run-before-backup': '#!/bin/sh\n',
    'run-after-backup': 'IyEvYmluL3NoCg==',
    fileset: '/etc\n',
  });
  expect(refused(() => read(content))).toBe(
    "my.yaml:4: the value of run-before-backup is include-file://dump.sh, which can't be read: no such file or directory",
  );
});

test('of several applications, the one that was asked for is read, or that of the name of the charm', () => {
  const several = 'a:\n  fileset: /a\nbackup-integrator:\n  fileset: /b\n';
  expect(read(several)).toMatchObject({ options: { fileset: '/b' } });
  expect(read(several, 'a')).toMatchObject({ application: 'a', options: { fileset: '/a' } });
  const two = lines(
    'applications:',
    '  a: {charm: backup-integrator, options: {fileset: /a}}',
    '  b: {charm: backup-integrator, options: {fileset: /b}}',
  );
  expect(read(two, 'b')).toMatchObject({ application: 'b', options: { fileset: '/b' } });
  expect(refused(() => read(two))).toBe(
    'my.yaml: has several applications: a, b; choose one with --application NAME',
  );
});

test('an alias and a merge key are followed', () => {
  const content =
    'x:\n  <<: &all\n    fileset: /etc\n  run-after-backup: &script |\n    #!/bin/sh\n';
  expect(read(content).options).toEqual({ fileset: '/etc', 'run-after-backup': '#!/bin/sh\n' });
});

test.each([
  ['an empty file', '', `my.yaml: ${forms}`],
  ['a list', '- fileset\n', `my.yaml: ${forms}`],
  ['a text', 'fileset\n', `my.yaml: ${forms}`],
  [
    'two applications',
    'a:\n  strict: true\nb:\n  strict: true\n',
    'my.yaml: has several applications: a, b; choose one with --application NAME',
  ],
  [
    'a name that no application can have',
    'Backup:\n  strict: true\n',
    `my.yaml:1: "Backup" is no application's name: ${forms}`,
  ],
  [
    'options without an application',
    '# mine\nfileset: /etc\n',
    "my.yaml:2: fileset is an option: write it below its application's name",
  ],
  [
    'an application without options',
    'backup-integrator:\n',
    `my.yaml:1: has no options below backup-integrator: ${forms}`,
  ],
  [
    'a list for a value',
    'a:\n  fileset: [/etc]\n',
    'my.yaml:2: the value of fileset is a list, where Juju takes a text',
  ],
  [
    'a map for a value',
    'a:\n  fileset: {value: /etc}\n',
    'my.yaml:2: the value of fileset is a map, where Juju takes a text',
  ],
  [
    'a date for a value',
    'a:\n  fileset: 2025-01-01\n',
    'my.yaml:2: the value of fileset is a date, where Juju takes a text',
  ],
  [
    'a setting that is none',
    'application: a\nsettings:\n  fileset: /etc\n',
    'my.yaml:3: fileset below settings has no value: of its own',
  ],
  [
    'a bundle without the charm',
    'applications:\n  a: {charm: b}\n  c: {charm: d}\n',
    'my.yaml:1: has no application of the charm backup-integrator: its applications are a, c',
  ],
  [
    'a bundle whose options are a list',
    'applications:\n  backup-integrator:\n    options: [a]\n',
    'my.yaml:3: the options of backup-integrator are no map of names to values',
  ],
  [
    'two documents',
    'a:\n  strict: true\n---\na:\n  strict: true\n',
    'my.yaml: has 2 YAML documents, which only a bundle may have',
  ],
  [
    'an option twice',
    'a:\n  strict: true\n  strict: true\n',
    'my.yaml:3: is not YAML: Map keys must be unique',
  ],
  ['what is not YAML', 'a: "b"c\n', 'my.yaml:1: is not YAML: Unexpected scalar at node end'],
  [
    'what is not UTF-8',
    Buffer.from([0x61, 0x3a, 0xff]),
    'my.yaml: is not YAML: it is not in UTF-8',
  ],
  [
    'an alias to nothing',
    'a: *b\n',
    'my.yaml: is not YAML: Unresolved alias (the anchor must be set before the alias): b',
  ],
])('%s is refused in one line that says why', (_, content, reason) => {
  expect(refused(() => read(content))).toBe(reason);
});

test('an application that the file does not have is refused', () => {
  expect(refused(() => read('a:\n  strict: true\n', 'b'))).toBe('my.yaml: has no b, only a');
  expect(refused(() => read('application: a\nsettings: {}\n', 'b'))).toBe(
    'my.yaml:1: is of the application a, not of b',
  );
});

test('a folder is no config file', () => {
  const reason = "my.yaml: can't be read: illegal operation on a directory";
  const reading = () => readConfigFile(temporaryFolder(), 'my.yaml', { metadata });
  expect(refused(reading)).toBe(reason);
});
