import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../src/testing/index.ts';
import {
  filesOn,
  lay,
  model,
  nothing,
  scriptsFolder,
  scriptsOn,
  statuses,
  writes,
} from '../support/deployment.ts';
import { drop, one, put, two, watched, zero } from '../support/units.ts';

const dump = (config: string) => `#!/bin/sh\n# dump of ${config}\n`;
/** A unit without `/srv/need` is blocked by its own disk. */
const strict = { plugins: '- paths-exist' };
const config = (name: string) => ({
  ...strict,
  fileset: `/srv/need,/srv/${name}`,
  'run-before-backup': dump(name),
});
const waiting = 'waiting: this config is not published yet; see juju status backup-integrator';

/** Three units that have published the config `old`. */
async function published(down: ReadonlySet<string> = new Set()): Promise<Deployment> {
  const deployment = model(watched(down));
  await deployment.deploy(3);
  lay(deployment, '/srv/need', '/srv/old', '/srv/new');
  await deployment.configure(config('old'));
  await deployment.integrate('bacula-fd');
  return deployment;
}

/** The script on each unit, as far as it tells of which config it is. */
function dumps(deployment: Deployment): (string | undefined)[] {
  return deployment.units.map(
    ({ name }) => /dump of (\w+)/.exec(scriptsOn(deployment, name)['run-before-backup'] ?? '')?.[1],
  );
}

describe('while the leader is blocked by its own disk', () => {
  it("keeps every unit's files those of the published config, and says so at the next update-status", async () => {
    const deployment = await published();
    drop(deployment, zero, 'srv/need');
    await deployment.configure(config('new'));
    expect(dumps(deployment)).toEqual(['old', 'old', 'old']);
    expect(statuses(deployment)).toMatchObject({ [one]: 'active: ', [two]: 'active: ' });
    await deployment.updateStatus();
    expect(statuses(deployment)).toMatchObject({
      [zero]: expect.stringMatching(/^blocked: .*\/srv\/need/),
      [one]: waiting,
      [two]: waiting,
    });
    put(deployment, zero, 'srv/need');
    await deployment.updateStatus();
    expect(dumps(deployment)).toEqual(['new', 'new', 'new']);
    expect(Object.values(statuses(deployment))).toEqual(['active: ', 'active: ', 'active: ']);
  });

  it('keeps a script that was cleared, which the databag still names', async () => {
    const deployment = await published();
    drop(deployment, zero, 'srv/need');
    await deployment.configure({ 'run-before-backup': undefined });
    expect(dumps(deployment)).toEqual(['old', 'old', 'old']);
  });

  it('puts back a published script that somebody has removed or changed', async () => {
    const deployment = await published();
    drop(deployment, zero, 'srv/need');
    await deployment.configure(config('new'));
    rmSync(join(deployment.unit(one).root, scriptsFolder), { recursive: true });
    await deployment.updateStatus();
    expect(dumps(deployment)).toEqual(['old', 'old', 'old']);
  });

  it('writes at once what has no file yet, as the leader may publish it any time', async () => {
    const deployment = model();
    await deployment.deploy(2);
    lay(deployment, '/srv/need', '/srv/old');
    await deployment.configure({ ...strict, fileset: '/srv/need' });
    await deployment.integrate('bacula-fd');
    drop(deployment, zero, 'srv/need');
    await deployment.configure(config('old'));
    expect(dumps(deployment)).toEqual([undefined, 'old']);
  });

  it('keeps what is published in one relation, on a unit too that came while another one waits', async () => {
    const deployment = await published();
    drop(deployment, zero, 'srv/need');
    await deployment.integrate('other-provider');
    await deployment.addUnit();
    const added = 'backup-integrator/3';
    for (const path of ['srv/need', 'srv/old', 'srv/new']) put(deployment, added, path);
    await deployment.updateStatus();
    await deployment.configure(config('new'));
    expect(dumps(deployment)).toEqual(['old', 'old', 'old', 'old']);
  });

  it('says at once, on a unit for which nothing was ever published, that nothing is', async () => {
    const deployment = model();
    await deployment.deploy(2);
    lay(deployment, '/srv/need', '/srv/old');
    drop(deployment, zero, 'srv/need');
    await deployment.integrate('bacula-fd');
    await deployment.configure(config('old'));
    expect(statuses(deployment)[one]).toBe(waiting);
  });
});

describe('a unit that is blocked by its own disk', () => {
  it('has the scripts that the databag names', async () => {
    const deployment = await published();
    drop(deployment, two, 'srv/need');
    await deployment.configure({ ...config('new'), 'run-after-restore': dump('restore') });
    expect(statuses(deployment)[two]).toMatch(/^blocked: /);
    expect(dumps(deployment)).toEqual(['new', 'new', 'new']);
    expect(Object.keys(scriptsOn(deployment, two))).toEqual([
      'run-after-restore',
      'run-before-backup',
    ]);
  });

  it('becomes the leader and publishes nothing, and the word stays', async () => {
    const deployment = await published();
    drop(deployment, two, 'srv/need');
    await deployment.setLeader(two);
    const before = deployment.databag('backup:2');
    await deployment.configure(config('new'));
    expect(deployment.databag('backup:2')).toEqual(before);
    expect(dumps(deployment)).toEqual(['old', 'old', 'old']);
  });
});

describe('the word of the leader', () => {
  const word = (deployment: Deployment) =>
    JSON.parse(deployment.databag('peers:0', 'backup-integrator')['published'] ?? 'null');

  it('names the config by a digest, and the relations in which it was published', async () => {
    const deployment = await published();
    expect(word(deployment)).toEqual({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      relations: ['backup:2'],
    });
    await deployment.integrate('other-provider');
    expect(word(deployment).relations).toEqual(['backup:2', 'backup:3']);
  });

  it('says nothing new for an option that only judges, nor for an empty text in place of none', async () => {
    const deployment = await published();
    const before = word(deployment);
    for (const change of [{ strict: true }, { plugins: undefined }, { 'run-after-backup': '' }]) {
      await deployment.configure(change);
      expect(word(deployment)).toEqual(before);
    }
    await deployment.configure({ fileset: '/srv/old' });
    expect(word(deployment).digest).not.toBe(before.digest);
  });

  it('is read once by each unit, and then remembered', async () => {
    const deployment = await published();
    const reads = ['config-get', 'relation-ids', 'is-leader', 'status-get'];
    await deployment.updateStatus();
    const calls = (await deployment.updateStatus()).map(({ calls }) =>
      calls.map(({ argv }) => argv[0]),
    );
    expect(calls).toEqual([[...reads, 'relation-get'], reads, reads]);
  });

  it('is corrected by a new leader that finds one of another config', async () => {
    const deployment = await published();
    const before = word(deployment);
    deployment.seedDatabag(
      'peers:0',
      { published: '{"digest":"other","relations":[]}' },
      'backup-integrator',
    );
    await deployment.setLeader(one);
    expect(word(deployment)).toEqual(before);
  });

  it.each(['', 'not JSON', '[]', '{"digest":1,"relations":[]}', '{"digest":"a","relations":[1]}'])(
    'that is %j counts as none, and the leader gives it again',
    async (text) => {
      const deployment = await published();
      const before = word(deployment);
      deployment.seedDatabag('peers:0', { published: text }, 'backup-integrator');
      await deployment.setLeader(one);
      expect(word(deployment)).toEqual(before);
      expect(dumps(deployment)).toEqual(['old', 'old', 'old']);
    },
  );
});

describe('the files of the scripts', () => {
  it('are four once one of them is set, and stay when all are cleared', async () => {
    const deployment = await published();
    await deployment.configure({ 'run-before-backup': undefined });
    for (const { name } of deployment.units) {
      expect(filesOn(deployment, name)).toEqual({
        'run-before-backup': nothing,
        'run-after-backup': nothing,
        'run-before-restore': nothing,
        'run-after-restore': nothing,
      });
    }
  });

  it('are none where no script was ever set', async () => {
    const deployment = model();
    await deployment.deploy();
    await deployment.configure({ fileset: '/srv/a' });
    await deployment.integrate('bacula-fd');
    expect(filesOn(deployment, zero)).toEqual({});
  });

  it('go with a unit whose files no databag has ever named', async () => {
    const deployment = model();
    await deployment.deploy();
    await deployment.configure({ fileset: '/srv/a', 'run-after-restore': dump('a') });
    const { root } = deployment.unit(zero);
    await deployment.removeUnit(zero);
    expect(existsSync(join(root, 'opt/backup-integrator-charm'))).toBe(false);
  });
});

describe("a unit's state that is damaged", () => {
  it.each(['', '{', '[]', '{"word":7,"files":[],"notes":3}', 'null'])(
    'as in %j, costs some calls and nothing else',
    async (text) => {
      const deployment = await published();
      const { root } = deployment.unit(one);
      const file = join(root, 'opt/backup-integrator-charm/state/backup-integrator/1.json');
      await deployment.updateStatus();
      const before = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, text);
      const results = await deployment.updateStatus();
      expect(writes(results)).toEqual([]);
      expect(dumps(deployment)).toEqual(['old', 'old', 'old']);
      // Where the provider's units are is said again when the next one joins.
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...before, providers: undefined });
    },
  );
});

it('a unit that was down does not take an old word for the new one, though its config is as it was', async () => {
  const down = new Set<string>();
  const deployment = await published(down);
  down.add(one);
  await deployment.configure(config('new'));
  drop(deployment, zero, 'srv/need');
  await deployment.configure(config('old'));
  down.clear();
  await deployment.resolve(one);
  await deployment.updateStatus();
  expect(statuses(deployment)[one]).toBe(waiting);
});

it('a unit that was down while others published follows when it is back', async () => {
  const down = new Set<string>();
  const deployment = await published(down);
  down.add(one);
  await deployment.configure(config('new'));
  expect(dumps(deployment)).toEqual(['new', 'old', 'new']);
  down.clear();
  await deployment.resolve(one);
  expect(dumps(deployment)).toEqual(['new', 'new', 'new']);
});
