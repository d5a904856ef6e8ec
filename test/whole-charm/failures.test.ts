import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Deployment,
  type FaultKind,
  type FrontEnd,
  faultKinds,
  type HookResult,
} from '../../src/testing/index.ts';
import { frontEnds, lay, model, scriptsFolder, scriptsOn, writes } from '../support/deployment.ts';

const script = '#!/bin/sh\nexit 0\n';
const before = { fileset: '/srv/a' };
const after = { fileset: '/srv/b', 'run-before-backup': script };

/** One unit with one relation and an edit to come that calls every hook tool. */
async function beforeEdit(frontEnd?: FrontEnd): Promise<Deployment> {
  const deployment = model(frontEnd);
  await deployment.deploy();
  lay(deployment, '/srv/a');
  await deployment.configure(before);
  await deployment.integrate('bacula-fd');
  return deployment;
}

const tools = [
  'config-get',
  'relation-ids',
  'is-leader',
  'status-get',
  'relation-get',
  'relation-set',
  'juju-log',
  'status-set',
];
const silent = ['relation-set', 'juju-log', 'status-set'];

const faults = tools.flatMap((tool) =>
  faultKinds
    .filter((kind) => !(kind.endsWith('output') && silent.includes(tool)))
    .map((kind) => [tool, kind] as const),
);

/** What the charm says when a tool fails: one line with the tool, what it said and what happens next. */
function complaint(tool: string, kind: FaultKind): RegExp {
  const how = {
    missing: 'could not run: .*(ENOENT|not found).*',
    'exit 1': 'failed with exit code 1: ERROR injected failure',
    'exit 2': 'failed with exit code 2: ERROR injected misuse',
    'junk output': 'answered with something that is not JSON',
    'truncated output': 'answered with (something that is not JSON|nothing|no .*)',
  }[kind];
  return new RegExp(
    `^${tool} ${how}; Juju discards what this hook changed in relations and runs it again\\n$`,
  );
}

async function expectRepair(
  deployment: Deployment,
  failed: readonly HookResult[],
  tool: string,
  kind: FaultKind,
) {
  expect(failed).toHaveLength(1);
  expect(failed[0]?.code).toBe(1);
  expect(failed[0]?.stderr).toMatch(complaint(tool, kind));
  expect(deployment.databag('backup:2')).toEqual(before);
  const found = scriptsOn(deployment, 'backup-integrator/0');
  expect([{}, { 'run-before-backup': `700 ${script}` }]).toContainEqual(found);

  deployment.faults = [];
  await deployment.resolve('backup-integrator/0');
  expect(deployment.databag('backup:2')).toEqual({
    fileset: '/srv/b',
    'run-before-backup': `${scriptsFolder}/run-before-backup`,
  });
  expect(scriptsOn(deployment, 'backup-integrator/0')).toEqual({
    'run-before-backup': `700 ${script}`,
  });
  expect(deployment.unit('backup-integrator/0').status.message).toContain(
    '"/srv/b" does not exist',
  );
}

describe.each(frontEnds)('a hook tool that fails, %s', (front, frontEnd) => {
  // A process for each fault takes its time; one fault of each tool shows that both front ends agree.
  const tried = front === 'in process' ? faults : faults.filter(([, kind]) => kind === 'missing');

  it.each(tried)(
    '%s, %s: one clear line, nothing half-written, and the next run repairs it',
    async (tool, kind) => {
      const deployment = await beforeEdit(frontEnd());
      deployment.faults = [{ on: tool, as: kind }];
      await expectRepair(deployment, await deployment.configure(after), tool, kind);
    },
  );
});

it('a disk that refuses the scripts fails the hook before anything is published', async () => {
  const deployment = await beforeEdit();
  const { root } = deployment.unit('backup-integrator/0');
  rmSync(join(root, 'opt'), { recursive: true });
  writeFileSync(join(root, 'opt'), 'a file where a folder should be');
  const [failed] = await deployment.configure(after);
  expect(failed?.code).toBe(1);
  expect(failed?.stderr).toMatch(
    /^\/opt can't be made: something else is in its place \(EEXIST\); move that away; Juju discards .*\n$/,
  );
  expect(deployment.databag('backup:2')).toEqual(before);
});

it('a leader that is replaced while it publishes commits nothing, and the new leader publishes', async () => {
  const deployment = await beforeEdit();
  await deployment.addUnit();
  deployment.elect('backup-integrator/1');
  await deployment.configure(after);
  expect(deployment.databag('backup:2')['fileset']).toBe('/srv/b');
});

describe('what an event costs in hook tools', () => {
  const names = (results: readonly HookResult[]) =>
    results.map((result) => result.calls.map(({ argv }) => argv[0]));

  it.each(['stop', 'collect-metrics', 'pre-series-upgrade'])(
    'none for %s, which is not observed',
    async (event) => {
      const deployment = await beforeEdit();
      expect(names(await deployment.fire(event))).toEqual([[]]);
    },
  );

  it('in the steady state: reads alone, and one relation-get for each relation on the leader', async () => {
    const deployment = await beforeEdit();
    await deployment.addUnit();
    await deployment.integrate('other-provider');
    await deployment.updateStatus();
    const reads = ['config-get', 'relation-ids', 'is-leader', 'status-get'];
    for (const event of ['update-status', 'config-changed', 'start', 'upgrade-charm']) {
      expect(names(await deployment.fire(event))).toEqual([
        [...reads, 'relation-get', 'relation-get'],
        reads,
      ]);
    }
  });

  it('no leadership is asked for without a relation', async () => {
    const deployment = model();
    await deployment.deploy();
    expect(names(await deployment.updateStatus())).toEqual([
      ['config-get', 'relation-ids', 'status-get'],
    ]);
  });

  it('one relation-set for an edit, with the difference alone, on stdin', async () => {
    const deployment = await beforeEdit();
    const [edit] = await deployment.configure({ 'run-before-backup': script });
    const sets = (edit?.calls ?? []).filter(({ argv }) =>
      /^relation-set -r backup/.test(argv.join(' ')),
    );
    expect(sets.map(({ argv, stdin }) => [argv.join(' '), JSON.parse(stdin)])).toEqual([
      [
        'relation-set -r backup:2 --app --file -',
        { 'run-before-backup': `${scriptsFolder}/run-before-backup` },
      ],
    ]);
  });

  it('a warning is logged when it is news, not at every update-status', async () => {
    const deployment = await beforeEdit();
    await deployment.updateStatus();
    const edit = await deployment.configure({ fileset: '/srv/missing' });
    expect(writes(edit)).toContainEqual(
      expect.stringMatching(/^juju-log --log-level WARNING -- fileset: "\/srv\/missing" does not/),
    );
    expect(writes(await deployment.updateStatus())).toEqual([]);
  });
});

it('what is missing is one line each in the log of a unit, once, and whole', async () => {
  const deployment = await beforeEdit();
  const name = 'n'.repeat(200);
  const paths = Array.from({ length: 40 }, (_, at) => `/srv/${name}/${at}`);
  await deployment.configure({ fileset: paths.join() });
  await deployment.integrate('other-provider');
  await deployment.upgrade();
  await deployment.updateStatus();
  const missing = deployment.log.filter(({ message }) => message.includes('does not exist'));
  expect(missing.map(({ message }) => /"(.*)" does/.exec(message)?.[1])).toEqual(paths);
  expect(missing.every(({ level }) => level === 'WARNING')).toBe(true);
  // Another one for the same number: what is shown stays the same, and the log says so.
  lay(deployment, paths[39] ?? '');
  const before = deployment.log.length;
  await deployment.configure({ fileset: [...paths, '/srv/other'].join() });
  expect(deployment.log.slice(before).map(({ level, message }) => [level, message])).toEqual([
    ['WARNING', expect.stringContaining('"/srv/other" does not exist')],
    ['INFO', `no longer: fileset: "${paths[39]}" does not exist on this unit`],
    ['INFO', expect.stringMatching(/^published fileset/)],
  ]);
});

it('script content never shows in the log, a status, or an argument', async () => {
  const secret = 'hunter2';
  const deployment = await beforeEdit();
  const results = await deployment.configure({
    'run-before-backup': `echo ${secret}\r\n`,
    'run-after-backup': `#!/bin/sh ${secret}\r\n`,
  });
  await deployment.configure({ 'run-after-backup': `#!/bin/sh\n${secret}\n` });
  const shown = [
    JSON.stringify(deployment.log),
    JSON.stringify(deployment.units.map(({ status }) => status)),
    JSON.stringify(results.flatMap(({ calls }) => calls.map(({ argv, stdin }) => [argv, stdin]))),
  ];
  expect(shown.join()).not.toContain(secret);
  expect(JSON.stringify(scriptsOn(deployment, 'backup-integrator/0'))).toContain(secret);
});
