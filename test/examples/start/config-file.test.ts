import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfigFile } from '../../../examples/start/config-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function read(content: string) {
  const file = path.join(temporaryFolder(), 'config.yaml');
  writeFileSync(file, content);
  return readConfigFile(file, 'my.yaml');
}

test('the application and its options are read, null as a reset', () => {
  const content = 'my-backup:\n  fileset: |\n    /etc\n  strict: yes\n  run-after-backup:\n';
  expect(read(content)).toEqual({
    file: 'my.yaml',
    application: 'my-backup',
    options: { fileset: '/etc\n', strict: true, 'run-after-backup': undefined },
  });
});

const shape = "a config file holds one application's name and, below it, its options";

test.each([
  ['an empty file', '', shape],
  ['a list', '- fileset\n', shape],
  ['a text', 'fileset\n', shape],
  ['two applications', 'a:\n  strict: true\nb:\n  strict: true\n', shape],
  ['a name that no application can have', 'Backup:\n  strict: true\n', shape],
  ['options without an application', 'fileset: /etc\n', `no options below fileset: ${shape}`],
  [
    'an application without options',
    'backup-integrator:\n',
    `no options below backup-integrator: ${shape}`,
  ],
  [
    'a list for a value',
    'a:\n  fileset: [/etc]\n',
    'the value of fileset is no string, number or boolean',
  ],
  [
    'an option twice',
    'a:\n  strict: true\n  strict: true\n',
    'is not YAML: Map keys must be unique at line 3, column 3',
  ],
  ['what is not YAML', 'a: "b\n', 'is not YAML: Missing closing "quote at line 2, column 1'],
])('%s is refused in one line that says why', (_, content, reason) => {
  expect(() => read(content)).toThrow(
    expect.objectContaining({ message: `my.yaml: ${reason}`, exitCode: 1 }),
  );
});

test('a folder is no config file', () => {
  const reason = "my.yaml: can't be read: illegal operation on a directory";
  expect(() => readConfigFile(temporaryFolder(), 'my.yaml')).toThrow(reason);
});
