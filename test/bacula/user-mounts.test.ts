import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { bundledValidators } from '../../src/plugins/standard.ts';
import { runCycle } from './harness/cycle.ts';
import { describeJobs } from './harness/fault-table.ts';
import type { Machine } from './harness/machine.ts';
import { provide } from './harness/provider.ts';
import { record } from './harness/record.ts';
import { expectCommitted } from './harness/site.ts';
import { Stage } from './harness/stage.ts';
import { World } from './harness/world.ts';

const remote = '/home/alice/remote';

/** Mounts that any user of a machine can make, and what root is told there. */
const mounts: readonly (readonly [
  title: string,
  error: string,
  make: (machine: Machine) => void,
])[] = [
  [
    'another user’s FUSE mount',
    'permission denied',
    (machine) => machine.mountAsUser('/var/cloud', remote),
  ],
  [
    'a FUSE mount whose daemon is gone',
    'socket is not connected',
    (machine) => machine.mountAndKill('/var/cloud', remote),
  ],
];

/** Every validator of the charm's own, each with something to do. */
const validators: Readonly<Record<string, object>> = {
  'paths-exist': {},
  'protected-paths': { deny: ['/root'] },
  'script-syntax': {},
  'size-budget': { files: 1000, bytes: '1 GiB' },
};

/** How a config meets the mount. Codes are those that the charm warns with. */
interface Listing {
  readonly title: string;
  readonly fileset: string;
  readonly script?: string;
  readonly published: readonly string[];
  readonly codes: readonly string[];
  readonly jobs: string;
  readonly data: string;
}

const warned = 'backup T with errors, restore T';
const rest = 'all else comes back';

const listings: readonly Listing[] = [
  {
    title: 'the folder above it',
    fileset: '/home',
    published: ['/home'],
    codes: ['fileset/nested-mount', 'size-budget/cut-short'],
    jobs: warned,
    data: rest,
  },
  {
    title: 'the mount itself',
    fileset: `${remote},/home/bob`,
    published: [remote, '/home/bob'],
    codes: ['fileset/unreadable-path', 'size-budget/cut-short'],
    jobs: warned,
    data: rest,
  },
  {
    title: 'a path in it',
    fileset: `${remote}/db/a.db,/home/bob`,
    published: [`${remote}/db/a.db`, '/home/bob'],
    codes: ['fileset/unreadable-path', 'size-budget/cut-short'],
    jobs: warned,
    data: rest,
  },
  {
    title: 'a glob that finds it',
    fileset: '/home/*/*',
    published: ['/home/alice/notes', remote, '/home/bob/db'],
    codes: ['fileset/unreadable-path', 'size-budget/cut-short'],
    jobs: warned,
    data: rest,
  },
  {
    title: 'a glob that goes into it',
    fileset: '/home/*/*/*.db',
    published: ['/home/bob/db/b.db'],
    codes: ['fileset/unreadable-folder'],
    jobs: 'backup T, restore T',
    data: rest,
  },
  {
    title: 'the interpreter of run-before-backup in it',
    fileset: '/home/bob',
    script: `#!${remote}/bin/sh\nexit 0\n`,
    published: ['/home/bob'],
    codes: ['run-scripts/unreadable-interpreter', 'script-syntax/unchecked'],
    jobs: 'backup f with errors, restore T',
    data: 'nothing is saved, and the job says so; the backup before it comes back',
  },
];

/** Rows of the table, by mount: the mounts take their turns at the same time. */
const rows = new Map<string, (readonly string[])[]>(mounts.map(([mount]) => [mount, []]));

/** Of two mounts at the same time, one job at a time for each. */
const inTurn = { concurrent: false };

describe.concurrent.each(mounts)('%s', (mount, error, make) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set();
    const world = new World(stage.world.machine, '/');
    world.files('/var/cloud/db/a.db', '/home/alice/notes', '/home/bob/db/b.db');
    world.file('/var/cloud/bin/sh', '#!/bin/sh\n', { mode: 0o755 });
    make(stage.world.machine);
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  it('can’t be looked at by root', inTurn, () => {
    expect(() => fs.lstatSync(stage.world.machine.path(`${remote}/db`))).toThrow(error);
  });

  it.for(listings)('$title: a warning, and all else goes on', inTurn, async (listing) => {
    const { site, suite, world } = stage;
    const { juju } = site;
    expectCommitted(
      await juju.configure({
        fileset: listing.fileset,
        'run-before-backup': listing.script,
        plugins: stringify(
          Object.entries(validators).map(([name, options]) => ({ [name]: options })),
        ),
      }),
    );
    expect(site.databag()['fileset']?.split(',').toSorted()).toEqual(listing.published);
    expect(juju.unit('app/0').status).toMatchObject({
      status: 'active',
      message: expect.stringMatching(/^warning: /),
    });
    const { results } = await juju.runAction('app/0', 'check');
    const problems = String(results['problems']).split('\n');
    expect(problems.map((line) => /\[(\S+)\]$/.exec(line)?.[1])).toEqual(listing.codes);
    expect(problems.filter((line) => !line.startsWith('warning: '))).toEqual([]);
    expect(problems.filter((line) => !line.includes(remote))).toEqual([]);

    const [job] = await provide(suite, site);
    if (job === undefined) throw new Error('nothing to back up');
    const readable = ['/home/alice/notes', '/home/bob/db/b.db'].filter((file) =>
      listing.published.some((path) => `${file}/`.startsWith(`${path}/`)),
    );
    const meant = readable.map((file) => world.machine.path(file));
    const cycle = await runCycle(suite, job, meant);
    expect(describeJobs(cycle.backup, cycle.restore), cycle.backup.log).toBe(listing.jobs);
    expect(cycle.differences).toEqual([]);
    rows
      .get(mount)
      ?.push([mount, listing.title, listing.codes.join(' '), listing.jobs, listing.data]);
  });
});

it('all validators of the charm were on', () => {
  expect(Object.keys(validators).sort()).toEqual(Object.keys(bundledValidators).sort());
});

it('leaves the table', () => {
  expect([...rows.values()].flat()).toHaveLength(mounts.length * listings.length);
  record({
    order: 5.3,
    title: 'Mounts of users that root can’t look at',
    about:
      'A FUSE mount in the home of a user, which not even root can look into. All validators of the charm are on. Every time the unit is active with a warning that names the path, the config is published, and no plugin fails.',
    columns: ['On the disk', 'What is listed', 'The charm warns', 'Jobs', 'Data'],
    rows: [...rows.values()].flat(),
  });
});
