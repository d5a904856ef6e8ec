import { describe, expect, it } from 'vitest';
import { absolutePaths } from '../../../src/plugins/fileset/absolute-paths.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../src/plugins/relation-publisher/relation-publisher.ts';
import { check } from '../../support/check.ts';
import { world } from '../../support/world.ts';

const plugins = [fileset(), absolutePaths(), globs(), relationPublisher({ format: backupV0 })];

describe('what the format refuses', () => {
  it('is reported for the entry as written, with its line', async () => {
    const { problems } = await check(plugins, { fileset: '/a\n/b c/' }, '/');
    expect(problems).toMatchObject([
      {
        code: 'relation-publisher/unsupported-path',
        plugin: 'relation-publisher',
        value: '/b c/',
        line: 2,
        message: `"/b c" has a space, which backup-v0 can't carry: another path would be saved, or the provider would break on it`,
      },
    ]);
  });

  it('is reported once for all the matches of a glob', async () => {
    const root = world({
      '/srv/a b': 'file',
      '/srv/c d': 'file',
      '/srv/e#f': 'file',
      '/srv/g': 'file',
    });
    const { lines } = await check(plugins, { fileset: '/srv/*,/x;y' }, root);
    expect(lines).toEqual([
      expect.stringMatching(/"\/srv\/a b" has a space, .* \(and 2 more from "\/srv\/\*"\)/),
      expect.stringContaining('"/x;y" has a ;'),
    ]);
  });

  it('is left out of what a glob matches, and what the provider may fail on is not', async () => {
    const root = world({ '/srv/a b': 'file', '/srv/🎉': 'file' });
    const { draft, problems } = await check(plugins, { fileset: '/srv/*' }, root);
    expect(draft.entries.map(({ paths }) => paths)).toEqual([['/srv/🎉']]);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'error relation-publisher/unsupported-path',
      'warning relation-publisher/path-beyond-bmp',
    ]);
  });

  it('is not said twice of a relative path', async () => {
    const { lines } = await check(plugins, { fileset: 'etc,var//log/' }, '/');
    expect(lines).toHaveLength(2);
  });

  it('is said beside what else is wrong with an entry', async () => {
    const { problems } = await check(plugins, { fileset: 'my files/../x' }, '/');
    expect(problems.map((problem) => problem.code)).toEqual([
      'fileset/relative-path',
      'fileset/parent-segment',
      'relation-publisher/unsupported-path',
    ]);
  });
});
