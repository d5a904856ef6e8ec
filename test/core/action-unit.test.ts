import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ActionContext, ActionResults } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { encodeEnvironment } from '../../src/core/unit/files/environment-file.ts';
import type { Deployment } from '../../src/testing/index.ts';
import { scriptsFolder } from '../support/deployment.ts';
import { one, zero } from '../support/units.ts';
import { deployed, filesetPlugin } from './trial/deployed.ts';
import { tiny } from './trial/tiny.ts';

const script = [
  '#!/bin/sh',
  `root=\${0%/opt/*}`,
  `echo ran > "$root/made"`,
  'echo is hunter2',
  '',
].join('\n');
const scripts = tiny('scripts', {
  materialize({ folder }) {
    folder.put('run-it', script);
    folder.put('environment', encodeEnvironment({ PASSWORD: 'hunter2', HOST: 'a\nb' }));
  },
});

/** Two units with a script, and an action that does this. */
async function acting(body: (context: ActionContext) => Promise<ActionResults>) {
  const actor: Plugin = {
    name: 'actor',
    actions: ['do'],
    apply: ({ hooks }) => hooks.action.for('do').tapPromise('actor', body),
  };
  const actions = { do: {} };
  const deployment = await deployed([filesetPlugin, scripts, actor], 2, { actions });
  await deployment.configure({ fileset: '/srv' });
  return deployment;
}

const calls = ({ hook }: Awaited<ReturnType<Deployment['runAction']>>) =>
  hook.calls.map(({ argv: [tool] }) => tool);

describe('an action learns', () => {
  it('what is published, which the leader alone can read', async () => {
    const deployment = await acting(async ({ isLeader, relations, standing }) => ({
      leader: isLeader(),
      databags: isLeader() ? relations.map((each) => each.committed()) : 'unknown',
      applications: relations.map(({ application }) => application),
      standing: await standing(),
    }));
    expect((await deployment.runAction(zero, 'do')).results['standing']).toBe('no-relation');
    await deployment.integrate('bacula-fd');
    const ofLeader = await deployment.runAction(zero, 'do');
    expect(ofLeader.results).toEqual({
      leader: 'true',
      databags: '[{"fileset":"/srv"}]',
      applications: 'bacula-fd',
      standing: 'published',
    });
    const ofOther = await deployment.runAction(one, 'do');
    expect(ofOther.results).toMatchObject({ databags: 'unknown', standing: 'published' });
  });

  it('that what is published is not this config, whatever the unit remembers', async () => {
    const deployment = await acting(async ({ standing }) => ({ standing: await standing() }));
    await deployment.integrate('bacula-fd');
    await deployment.updateStatus();
    const [peers = ''] = deployment.relationIds('peers');
    const word = JSON.stringify({ digest: 'other', relations: deployment.relationIds() });
    deployment.seedDatabag(peers, { published: word });
    const { results } = await deployment.runAction(one, 'do');
    expect(results).toEqual({ standing: 'not-published' });
  });

  it('which files are there, and how they have run', async () => {
    const deployment = await acting(async ({ files, runs, secretValues }) => ({
      files: (await files()).map(({ path, state }) => `${path} ${state}`),
      since: runs.since ?? 'never',
      runs: runs.read(),
      secrets: secretValues(),
    }));
    const { results } = await deployment.runAction(zero, 'do');
    expect(results).toEqual({
      files: `${scriptsFolder}/run-it right\n${scriptsFolder}/environment right`,
      since: 'never',
      runs: '{}',
      secrets: 'hunter2\na\\u{a}b',
    });
  });

  it('nothing that it does not ask for', async () => {
    const deployment = await acting(async () => ({}));
    const asked = calls(await deployment.runAction(zero, 'do'));
    expect(asked).toEqual(['action-get', 'config-get', 'relation-ids']);
  });
});

describe('an action may run a file that was put', () => {
  const running = (name: string) =>
    acting(async (context) => {
      // A disk remembers where paths lead.
      const before = context.disk.realpath('/made') === undefined;
      const { end, output } = await context.run(name, 60);
      return { before, end, output, after: context.disk.realpath('/made') };
    });

  it('and sees the disk anew then', async () => {
    const deployment = await running('run-it');
    const { status, results } = await deployment.runAction(zero, 'do');
    expect(status).toBe('completed');
    expect(results).toEqual({
      before: 'true',
      end: '{"kind":"exited","exitCode":0}',
      output: 'is ***',
      after: '/made',
    });
    expect(readFileSync(join(deployment.unit(zero).root, 'made'), 'utf8')).toBe('ran\n');
  });

  it.each(['../../state', 'none', '/bin/sh', ''])('and nothing else: %j', async (name) => {
    const deployment = await running(name);
    expect(await deployment.runAction(zero, 'do')).toMatchObject({
      status: 'failed',
      message: `plugin actor failed in action do: run: ${JSON.stringify(name)} is no file in ${scriptsFolder} as it was put`,
    });
  });

  it('unless somebody has changed it', async () => {
    const deployment = await running('run-it');
    const { root } = deployment.unit(zero);
    writeFileSync(join(root, scriptsFolder, 'run-it'), `${script}# more\n`);
    expect((await deployment.runAction(zero, 'do')).status).toBe('failed');
    expect(existsSync(join(root, 'made'))).toBe(false);
  });
});
