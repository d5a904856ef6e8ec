import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfigFile } from '../../src/check/config/config-file.ts';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import { metadata } from '../support/standard.ts';

const file = path.resolve(import.meta.dirname, '../../examples/recipes/postgresql.yaml');
const { options } = readConfigFile(file, 'postgresql.yaml', { metadata });

test.each(scriptOptions)('%s is a shell script that stops at the first failure', (option) => {
  const script = String(options[option]);
  expect(script).toMatch(/^#!\/bin\/sh\n(?:#.*\n)+set -eu\n/);
  execFileSync('/bin/sh', ['-n'], { input: script });
});

test('every folder of dumps that a script names is in the fileset', () => {
  const folders = scriptOptions.flatMap((option) =>
    [...String(options[option]).matchAll(/\/var\/backups\/[a-z]+/g)].map(([folder]) => folder),
  );
  expect(new Set(folders)).toEqual(new Set(['/var/backups/postgresql']));
  expect(String(options['fileset']).split('\n')).toContain('/var/backups/postgresql');
});
