import { expect, it } from 'vitest';
import { missingPaths } from '../../../src/plugins/fileset/disk/missing-paths.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { check } from '../../support/check.ts';
import { charm } from '../../support/standard.ts';
import { world } from '../../support/world.ts';

const problems = async (text: string, plugins: string) => {
  const root = world({ '/srv/a': 'file' });
  const core = [fileset(), globs(), missingPaths()];
  return (await check(core, { fileset: text, plugins }, root, charm.validators)).problems;
};

it('refuses a missing path, of which the charm itself only warns', async () => {
  expect(await problems('/srv/a,/srv/b', '- paths-exist')).toEqual([
    expect.objectContaining({ code: 'fileset/missing-path', severity: 'warning' }),
    {
      code: 'paths-exist/missing-path',
      severity: 'error',
      plugin: 'paths-exist',
      option: 'fileset',
      value: '/srv/b',
      line: 1,
      message: '"/srv/b" does not exist on this unit',
      fix: 'create it, or except it in plugins',
    },
  ]);
});

it('names the entry where that is another text, and what is missing once', async () => {
  const messages = (await problems('/srv/{a,b,c}\n/srv/d/', '- paths-exist'))
    .filter(({ plugin }) => plugin === 'paths-exist')
    .map(({ line, message }) => `${line}: ${message}`);
  expect(messages).toEqual([
    '1: "/srv/b", "/srv/c" do not exist on this unit (from "/srv/{a,b,c}")',
    '2: "/srv/d" does not exist on this unit (from "/srv/d/")',
  ]);
});

it('does not name what it is told to except among what is missing', async () => {
  const [, error] = await problems('/srv/{b,.c}', '- paths-exist: {except: ["/s*/.*"]}');
  expect(error?.message).toBe('"/srv/b" does not exist on this unit (from "/srv/{b,.c}")');
});

it('leaves the warning for what it is told to except', async () => {
  expect(await problems('/srv/b', '- paths-exist: {except: ["/srv/*"]}')).toEqual([
    expect.objectContaining({ severity: 'warning', plugin: 'missing-paths' }),
  ]);
});

it('leaves relative paths and NUL characters to other checks', async () => {
  expect(await problems('srv/b,/srv/\0', '- paths-exist')).toEqual([]);
});
