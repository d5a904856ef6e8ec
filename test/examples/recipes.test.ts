import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfigFile } from '../../src/check/config/config-file.ts';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import { check } from '../check/in-process.ts';
import { metadata } from '../support/standard.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(repository, file), 'utf8');
const namesIn = (folder: string, extension: string) =>
  globSync(`${folder}/*${extension}`, { cwd: repository })
    .map((file) => path.basename(file, extension))
    .sort();
const recipes = namesIn('examples/recipes', '.yaml');

test('each recipe has a page, and the list of recipes has both', () => {
  expect(namesIn('docs/how-to/recipes', '.md')).toEqual(recipes);
  const list = read('docs/how-to/recipes.md');
  const rows = list.matchAll(
    /^\| .*\(recipes\/([\w-]+)\.md\).*\(.*examples\/recipes\/([\w-]+)\.yaml\)/gm,
  );
  const listed = [...rows].map(([, page, file]) => [page, file]);
  expect(listed.sort()).toEqual(recipes.map((name) => [name, name]));
});

describe.each(recipes)('%s', (name) => {
  const file = `examples/recipes/${name}.yaml`;
  const text = read(file);
  const { options } = readConfigFile(path.join(repository, file), file, { metadata });
  const fileset = String(options['fileset']).trim().split('\n');
  const scripts = scriptOptions.map((option) => String(options[option]));
  const page = read(`docs/how-to/recipes/${name}.md`);

  test('is a config that nothing is to be said about', async () => {
    const said = await check({ [`${name}.yaml`]: text }, `./${name}.yaml`);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(said.stdout).not.toMatch(/(?:error|warning): /);
    expect(said.stdout).toContain(`./${name}.yaml: backup-integrator: no problem found`);
  });

  test.each(scriptOptions)('%s is a shell script that stops at the first failure', (option) => {
    const script = String(options[option]);
    expect(script).toMatch(/^#!\/bin\/(?:ba)?sh\n(?:#.*\n)+set -eu(?:o pipefail)?\n/);
    const [, interpreter = ''] = /^#!(.*)/.exec(script) ?? [];
    execFileSync(interpreter, ['-n'], { input: script });
  });

  test('saves the one folder of dumps that its scripts name, and removes what is in it', () => {
    const named = scripts.map((script) => script.match(/\/var\/backups\/[a-z]+/g) ?? []);
    const [folder = ''] = named.flat();
    expect(named.map((folders) => [...new Set(folders)])).toEqual(scripts.map(() => [folder]));
    expect(fileset).toContain(folder);
    expect(options['run-after-backup']).toMatch(/^rm -r?f \S+\/\*$/m);
  });

  test('gives no program a password on its command line', () => {
    expect(scripts.join('')).not.toMatch(/--pass(?:word|wd|phrase)?[= ]|PASSWORD|\s-[aw] ?"?\$/);
  });

  test('has a page that names the recipe and each path of its fileset, and repeats no script', () => {
    expect(page).toContain(`[${name}.yaml](../../../${file})`);
    expect(fileset.filter((saved) => !page.includes(`\`${saved}\``))).toEqual([]);
    expect(page).not.toMatch(/^```ya?ml/m);
  });

  test('has a page that says what everybody needs to know', () => {
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(
      expect.arrayContaining([
        'What it saves',
        expect.stringMatching(/^Why a (?:dump|copy), and not/),
        'What to set',
        'Restore a unit',
        'What it does not do',
      ]),
    );
  });
});
