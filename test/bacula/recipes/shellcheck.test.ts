import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { scriptOptions } from '../../../src/core/spec/spec.ts';
import { recipeOptions } from './harness/recipe.ts';

const folder = path.resolve(import.meta.dirname, '../../../examples/recipes');

it.each(globSync('*.yaml', { cwd: folder }))('shellcheck finds nothing in %s', (file) => {
  const options = recipeOptions(path.basename(file, '.yaml'));
  const found = scriptOptions.map((option) => {
    const input = String(options[option]);
    return spawnSync('shellcheck', ['-'], { input, encoding: 'utf8' }).stdout;
  });
  expect(found.join('')).toBe('');
});
