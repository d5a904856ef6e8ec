import { expect, it } from 'vitest';
import { charm } from '../../../src/charm.ts';
import { missingPaths } from '../../../src/plugins/fileset/disk/missing-paths.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { check } from '../../support/check.ts';
import { world } from '../../support/world.ts';

const problems = async (text: string, plugins: string) => {
  const root = world({ '/srv/a': 'file' });
  const core = [fileset(), missingPaths()];
  return (await check(core, { fileset: text, plugins }, root, charm.validators)).problems;
};

it('makes the warning of a missing path an error, once, under its own name', async () => {
  expect(await problems('/srv/a,/srv/b', '- paths-exist')).toEqual([
    expect.objectContaining({
      code: 'fileset/missing-path',
      severity: 'error',
      plugin: 'paths-exist',
      message: '"/srv/b" does not exist on this unit',
    }),
  ]);
});

it('leaves the warning for what it is told to except', async () => {
  expect(await problems('/srv/b', '- paths-exist: {except: ["/srv/*"]}')).toEqual([
    expect.objectContaining({ severity: 'warning', plugin: 'missing-paths' }),
  ]);
});

it('leaves relative paths and NUL characters to other checks', async () => {
  expect(await problems('srv/b,/srv/\0', '- paths-exist')).toEqual([]);
});
