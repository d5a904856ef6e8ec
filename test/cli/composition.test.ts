import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadComposition, projectOf } from '../../cli/composition.ts';
import { charm as own } from '../../src/charm.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

it('without a charm in the folder, the charm is the one that the package is of', async () => {
  const { charm, metadata } = await loadComposition({});
  expect(charm.plugins).toEqual(own.plugins);
  expect(metadata.name).toBe('backup-integrator');
});

it('a module without a charm is refused', async () => {
  const entry = write('charm.mjs', 'export const other = 1;\n');
  await expect(loadComposition({ entry })).rejects.toThrow(
    `--entry ${entry}: exports no charm, as in export const charm = new Charm(…)`,
  );
});

it('a file that is not there is refused', async () => {
  const entry = path.join(folder, 'charm.ts');
  await expect(loadComposition({ entry })).rejects.toThrow(
    `--entry ${entry}: there is no such file`,
  );
  write('charm.ts', '');
  const charmcraft = path.join(folder, 'charmcraft.yaml');
  expect(() => projectOf({ entry, charmcraft })).toThrow(
    `--charmcraft ${charmcraft}: there is no such file`,
  );
});

it('what is built is a program that runs the charm', () => {
  const entry = write('charm.ts', '');
  cpSync(path.join(root, 'charm/charmcraft.yaml'), path.join(folder, 'charmcraft.yaml'));
  const project = projectOf({ entry, charmcraft: path.join(folder, 'charmcraft.yaml') });
  const program = path.join(project.folder, project.entry);
  const text = readFileSync(program, 'utf8');
  const imported = [...text.matchAll(/"([^"]+)"/g)].map(([, file = '']) =>
    path.resolve(path.dirname(program), file),
  );
  expect(imported).toEqual([path.join(root, 'src/run.ts'), entry]);
});
