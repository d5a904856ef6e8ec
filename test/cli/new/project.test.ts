import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readCharmcraft } from '../../../charm/project/charmcraft.ts';
import { writeProject } from '../../../cli/new/project.ts';
import { toolVersions } from '../../../cli/new/tool-versions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const own = (file: string) => readFileSync(file, 'utf8');

it('a fork has its own name, and the options and actions that the plugins read', () => {
  const folder = path.join(temporaryFolder(), 'my-backup');
  writeProject(folder, 'my-backup', '1.0.0');
  const { name, title, ...rest } = readCharmcraft(own(path.join(folder, 'charmcraft.yaml')));
  expect({ name, title }).toEqual({ name: 'my-backup', title: 'My Backup' });
  const { config, actions } = readCharmcraft(own('charm/charmcraft.yaml'));
  expect(rest).toMatchObject({ config, actions, links: {} });
  expect(JSON.parse(own(path.join(folder, 'package.json'))).dependencies).toEqual({
    'backup-integrator': '1.0.0',
  });
  expect(own(path.join(folder, 'README.md'))).toMatch(/^# my-backup\n/);
});

it('a tarball goes with it', () => {
  const scratch = temporaryFolder();
  const tarball = path.join(scratch, 'backup-integrator-1.0.0.tgz');
  writeFileSync(tarball, 'packed');
  const folder = path.join(scratch, 'my-backup');
  const files = writeProject(folder, 'my-backup', tarball);
  expect(files).toContain('backup-integrator-1.0.0.tgz');
  expect(own(path.join(folder, 'backup-integrator-1.0.0.tgz'))).toBe('packed');
  expect(JSON.parse(own(path.join(folder, 'package.json'))).dependencies).toEqual({
    'backup-integrator': 'file:backup-integrator-1.0.0.tgz',
  });
});

it('a folder with something in it stays as it is', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'mine'));
  expect(() => writeProject(folder, 'my-backup', '1.0.0')).toThrow('is there already');
  expect(readdirSync(folder)).toEqual(['mine']);
});

it('a tarball that is not there is refused', () => {
  const folder = path.join(temporaryFolder(), 'my-backup');
  expect(() => writeProject(folder, 'my-backup', 'none.tgz')).toThrow(
    '--package none.tgz: there is no such file',
  );
});

it('the tools of a fork are those of this project', () => {
  const { dependencies, devDependencies } = JSON.parse(own('package.json'));
  expect({ ...dependencies, ...devDependencies }).toMatchObject(toolVersions);
});
