import { describe, expect, it } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import { dispatch } from '../../src/core/dispatcher.ts';
import type { Host } from '../../src/core/host.ts';
import { writes } from '../support/deployment.ts';
import { deployed, filesetPlugin, said } from './trial/deployed.ts';
import { finding, tiny } from './trial/tiny.ts';

const retry = '; Juju discards what this hook changed in relations and runs it again';

/** A process in which no hook tool may be called. */
const host: Host = {
  environment: {},
  runTool: ([tool]) => expect.fail(`${tool} was called`),
  root: '/nowhere',
  warn: (line) => expect.fail(`it warned: ${line}`),
  sitePlugins: { command: ['never'], seconds: 1 },
};

/** A process with these variables, in which no plugin may be loaded. */
async function started(environment: NodeJS.ProcessEnv) {
  const warnings: string[] = [];
  const code = await dispatch(async () => expect.fail('the charm was loaded'), {
    ...host,
    environment,
    warn: (line) => warnings.push(line),
  });
  return { code, warnings };
}

describe('what an event comes to', () => {
  it.each([
    {},
    { JUJU_DISPATCH_PATH: 'hooks/stop', JUJU_UNIT_NAME: 'app/0' },
    { JUJU_DISPATCH_PATH: 'hooks/collect-metrics', JUJU_UNIT_NAME: 'nothing' },
  ])('is nothing where it is not observed: %j', async (environment) => {
    expect(await started(environment)).toEqual({ code: 0, warnings: [] });
  });

  it('is a failure where it is for no unit', async () => {
    const environment = { JUJU_DISPATCH_PATH: 'hooks/install', JUJU_UNIT_NAME: 'x' };
    expect(await started(environment)).toEqual({
      code: 1,
      warnings: [`JUJU_UNIT_NAME is "x", which is not the name of a unit${retry}`],
    });
  });

  it('is the sentence of a composition that breaks a rule', async () => {
    const warnings: string[] = [];
    const code = await dispatch(async () => ({ charm: new Charm([tiny('idler', {})]) }), {
      ...host,
      environment: { JUJU_DISPATCH_PATH: 'hooks/install', JUJU_UNIT_NAME: 'app/0' },
      warn: (line) => warnings.push(line),
    });
    expect({ code, warnings }).toEqual({
      code: 1,
      warnings: [`plugin idler taps no hook${retry}`],
    });
  });

  it('is one of reconciling, acting and leaving', async () => {
    const hooks: string[] = [];
    const watcher = tiny('watcher', {
      judge: () => void hooks.push('judge'),
      materialize: ({ leaving }) => void hooks.push(leaving ? 'leave' : 'materialize'),
      publish: () => void hooks.push('publish'),
    });
    const deployment = await deployed([filesetPlugin, watcher]);
    hooks.length = 0;
    await deployment.updateStatus();
    expect(hooks).toEqual(['judge', 'materialize', 'publish']);
    hooks.length = 0;
    await deployment.removeUnit('backup-integrator/0');
    expect(hooks).toEqual(['leave']);
  });
});

describe('a hook that fails', () => {
  /** One that fails so, once it is told to. */
  async function failing(error: unknown) {
    const plugin = tiny('failing', {
      materialize({ spec }) {
        if (spec.fileset.includes('/srv')) throw error;
      },
    });
    const deployment = await deployed([filesetPlugin, plugin]);
    await deployment.configure({ fileset: '/etc' });
    const [hook] = await deployment.configure({ fileset: '/srv' });
    return { code: hook?.code, said: said(hook === undefined ? [] : [hook]) };
  }

  it('says why on one line, without a stack trace', async () => {
    expect(await failing(new Error('no\n  disk\u001b[31m'))).toEqual({
      code: 1,
      said: [`plugin failing failed in materializeFiles: no\\u{a}  disk\\u{1b}[31m${retry}`],
    });
  });

  it('says which hook tool failed', async () => {
    const deployment = await deployed([filesetPlugin]);
    deployment.faults = [{ on: 'config-get', as: 'exit 1' }];
    const results = await deployment.fire('config-changed');
    expect(results[0]?.code).toBe(1);
    expect(said(results)).toEqual([
      `config-get failed with exit code 1: ERROR injected failure${retry}`,
    ]);
  });

  it('says of a failure that nobody foresaw that it is unexpected', async () => {
    const warnings: string[] = [];
    const code = await dispatch(async () => ({ charm: new Charm([]) }), {
      ...host,
      environment: { JUJU_DISPATCH_PATH: 'hooks/install', JUJU_UNIT_NAME: 'app/0' },
      runTool() {
        throw new Error('out of memory');
      },
      warn: (line) => warnings.push(line),
    });
    expect({ code, warnings }).toEqual({
      code: 1,
      warnings: [`unexpected failure: out of memory${retry}`],
    });
  });

  it('is none where a plugin only finds something', async () => {
    const finder = tiny('finder', { judge: ({ report }) => report(finding('no', 'error')) });
    const deployment = await deployed([filesetPlugin, finder]);
    expect((await deployment.configure({ fileset: '/etc' }))[0]?.code).toBe(0);
  });
});

describe('a hook tool that fails', () => {
  const warns = tiny('warns', {
    judge({ config, report }) {
      if (config.text('fileset') === '/new') report(finding('odd'));
    },
  });

  it.each(['config-get', 'relation-ids', 'is-leader', 'status-get', 'relation-set', 'status-set'])(
    'fails the hook, which is run again and comes to the same: %s',
    async (tool) => {
      const deployment = await deployed([filesetPlugin, warns]);
      await deployment.configure({ fileset: '/old' });
      await deployment.integrate('fd');
      deployment.faults = [{ on: tool, as: 'exit 1' }];
      const [hook] = await deployment.configure({ fileset: '/new' });
      expect([hook?.code, deployment.databag('backup:2')]).toEqual([1, { fileset: '/old' }]);
      deployment.faults = [];
      await deployment.resolve('backup-integrator/0');
      expect(deployment.databag('backup:2')).toEqual({ fileset: '/new' });
      await deployment.updateStatus();
      expect(writes(await deployment.updateStatus())).toEqual([]);
    },
  );
});
