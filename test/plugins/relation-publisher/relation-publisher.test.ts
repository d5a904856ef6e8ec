import { describe, expect, it } from 'vitest';
import { Charm } from '../../../src/core/charm.ts';
import { kind } from '../../../src/core/problems/kind.ts';
import type { RelationFormat } from '../../../src/core/spec/relation-format.ts';
import { absolutePaths } from '../../../src/plugins/fileset/absolute-paths.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { globs } from '../../../src/plugins/fileset/globs/globs.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../src/plugins/relation-publisher/relation-publisher.ts';
import { type Deployment, inProcess } from '../../../src/testing/index.ts';
import { check } from '../../support/check.ts';
import { model, writes } from '../../support/deployment.ts';
import { world } from '../../support/world.ts';

const plugins = [fileset(), absolutePaths(), globs(), relationPublisher({ format: backupV0 })];

/** As backup-v0, but `split-provider` is to save what is below /split, and all the others the rest. */
const split: RelationFormat = {
  ...backupV0,
  name: 'split',
  encode(spec, target) {
    const isSplit = target.relation.application === 'split-provider';
    const fileset = spec.fileset.filter((path) => path.startsWith('/split') === isSplit);
    return backupV0.encode({ ...spec, fileset }, target);
  },
};

/** A unit with the format in two relations. */
async function inTwo(format: RelationFormat): Promise<Deployment> {
  const charm = new Charm([fileset(), relationPublisher({ format })]);
  const deployment = model(inProcess(charm));
  await deployment.deploy();
  await deployment.integrate('bacula-fd');
  await deployment.integrate('split-provider');
  return deployment;
}

const databags = (deployment: Deployment) =>
  deployment.relationIds().map((id) => deployment.databag(id)['fileset']);

describe('what the format refuses', () => {
  it('is reported for the entry as written, with its line', async () => {
    const { problems } = await check(plugins, { fileset: '/a\n/b c/' }, '/');
    expect(problems).toMatchObject([
      {
        code: 'relation-publisher/unsupported-path',
        plugin: 'relation-publisher',
        value: '/b c/',
        line: 2,
        message: '"/b c" has a space: the provider would save another path, or fail',
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
      expect.stringMatching(/"\/srv\/a b" has a space: .* \(and 2 more from "\/srv\/\*"\)/),
      expect.stringContaining('"/x;y" has a ;'),
    ]);
  });

  it('is left out of what a glob matches, and what the provider may fail on is not', async () => {
    const root = world({ '/srv/a b': 'file', '/srv/🎉': 'file' });
    const { spec, problems } = await check(plugins, { fileset: '/srv/*' }, root);
    expect(spec.fileset).toEqual(['/srv/🎉']);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'error relation-publisher/unsupported-path',
      'warning relation-publisher/path-beyond-bmp',
    ]);
  });

  it('is not said twice of a relative path', async () => {
    const { lines } = await check(plugins, { fileset: 'etc,var//log/' }, '/');
    expect(lines).toHaveLength(2);
  });

  it('is said next to what else is wrong with an entry', async () => {
    const { problems } = await check(plugins, { fileset: 'my files/../x' }, '/');
    expect(problems.map((problem) => problem.code)).toEqual([
      'fileset/relative-path',
      'fileset/parent-segment',
      'relation-publisher/unsupported-path',
    ]);
  });
});

/** The errors that an edit brings. */
async function errorsAfter(deployment: Deployment, fileset: string): Promise<string[]> {
  const before = deployment.log.length;
  await deployment.configure({ fileset });
  const errors = deployment.log.slice(before).filter(({ level }) => level === 'ERROR');
  return errors.map(({ message }) => message);
}

describe('each relation', () => {
  it('gets what the format makes of the spec for its provider', async () => {
    const deployment = await inTwo(split);
    await deployment.configure({ fileset: '/a,/split/b,/c' });
    expect(databags(deployment)).toEqual(['/a,/c', '/split/b']);
    expect(deployment.unit('backup-integrator/0').status.status).toBe('active');
    await deployment.updateStatus();
    expect(writes(await deployment.updateStatus())).toEqual([]);
  });

  it('is never told to save nothing: that blocks, and what is published stays', async () => {
    const deployment = await inTwo(split);
    await deployment.configure({ fileset: '/a,/split/b' });
    await deployment.configure({ fileset: '/a2' });
    expect(databags(deployment)).toEqual(['/a', '/split/b']);
    expect(deployment.unit('backup-integrator/0').status).toMatchObject({
      status: 'blocked',
      message: expect.stringContaining('fileset: nothing of it is for split-provider (backup:3)'),
    });
  });

  it('is judged with its provider, and the same finding of two is said once', async () => {
    const picky = kind(
      'picky/refused',
      'error',
      'A provider.',
      'list other paths',
      (application: string) => ({
        option: 'fileset',
        message: `${application} does not take it`,
      }),
    );
    const deployment = await inTwo({
      ...backupV0,
      check: (_, { relation }) => [picky('nobody'), picky(relation?.application ?? 'none')],
    });
    await deployment.configure({ fileset: '/a' });
    const refusals = deployment.log.flatMap(({ level, message }) =>
      level === 'ERROR' && message.includes('picky') ? message.split(' does')[0] : [],
    );
    expect(refusals).toEqual([
      'fileset: nobody',
      'fileset: none',
      'backup:2: fileset: bacula-fd',
      'backup:3: fileset: split-provider',
    ]);
  });

  it('has the same to say of a path as the others, which is said once', async () => {
    const deployment = await inTwo(backupV0);
    expect(await errorsAfter(deployment, '/a b')).toEqual([
      expect.stringMatching(/^fileset: "\/a b" has a space: [^(]*, or fail; /),
    ]);
  });

  it('before there is one, the format judges without it', async () => {
    const targets: unknown[] = [];
    const format: RelationFormat = {
      ...backupV0,
      check(spec, target) {
        targets.push([spec.fileset, Object.keys(target)]);
        return [];
      },
    };
    await check([fileset(), relationPublisher({ format })], { fileset: '/a' }, '/');
    expect(targets).toEqual([[['/a'], ['config']]]);
  });
});

it('lists the problems and the options of its format as its own', () => {
  const { options, problems } = relationPublisher({
    format: { ...backupV0, options: ['retention-daily'] },
  });
  expect(options).toEqual(['retention-daily']);
  expect(problems?.map(({ code }) => code)).toEqual([
    'relation-publisher/empty-fileset',
    'relation-publisher/relative-path',
    'relation-publisher/unsupported-path',
    'relation-publisher/path-beyond-bmp',
    'relation-publisher/unsupported-script',
    'relation-publisher/unsupported-script-path',
  ]);
});
