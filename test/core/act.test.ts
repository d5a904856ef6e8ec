import { describe, expect, it } from 'vitest';
import type { ActionContext, ActionResults } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { ifThere } from '../../src/core/unit/disk/unit-disk.ts';
import { zero } from '../support/units.ts';
import { deployed, filesetPlugin } from './trial/deployed.ts';
import { finding, tiny } from './trial/tiny.ts';

const actions = { check: { params: { path: { type: 'string', default: '/etc' } } }, other: {} };

/** Runs the action `check` of a plugin that does this in it. */
async function run(
  body: (context: ActionContext) => Promise<ActionResults>,
  others: readonly Plugin[] = [],
  parameters = {},
) {
  const checker: Plugin = {
    name: 'checker',
    actions: ['check'],
    apply({ hooks }) {
      hooks.action.for('check').tapPromise('checker', body);
    },
  };
  const deployment = await deployed([filesetPlugin, ...others, checker], 1, { actions });
  await deployment.configure({ fileset: '/srv' });
  return { deployment, result: await deployment.runAction(zero, 'check', parameters) };
}

describe('an action', () => {
  it('gets its parameters with their defaults, the config and the unit, and answers', async () => {
    const body = async ({ parameters, config, unit, disk }: ActionContext) => ({
      parameters,
      fileset: config.text('fileset'),
      unit,
      'is-folder': ifThere(disk.stat('/'))?.isDirectory(),
      number: 7,
    });
    const { result } = await run(body, [], { path: '/a' });
    expect(result).toMatchObject({
      status: 'completed',
      results: {
        parameters: '{"path":"/a"}',
        fileset: '/srv',
        unit: zero,
        'is-folder': 'true',
        number: '7',
      },
    });
    const { result: byDefault } = await run(async ({ parameters }) => parameters);
    expect(byDefault.results).toEqual({ path: '/etc' });
  });

  it('judges the config as an event would, and changes nothing', async () => {
    const odd = tiny('odd', { judge: ({ report }) => report(finding('odd')) });
    const { deployment, result } = await run(
      async ({ judge }) => {
        const { draft, problems } = await judge();
        return {
          paths: draft.entries.flatMap(({ paths }) => paths),
          problems: problems.map(({ plugin, message }) => `${plugin}: ${message}`),
        };
      },
      [odd],
    );
    expect(result.results).toEqual({ paths: '/srv', problems: 'odd: odd' });
    const called = result.hook.calls.map(({ argv: [tool] }) => tool);
    expect(called).toEqual(['action-get', 'config-get', 'relation-ids', 'action-set']);
    expect(deployment.unit(zero).status.status).toBe('waiting');
  });

  it('reads a secret when it asks, once', async () => {
    const read = async ({ secret }: ActionContext) => {
      const answers = [
        secret('secret:9m4e2mr0ui3e8a215n4g'),
        secret('secret:9m4e2mr0ui3e8a215n4g'),
      ];
      return { kinds: answers.map(({ kind }) => kind) };
    };
    const { result } = await run(read);
    expect(result.results).toEqual({ kinds: 'missing\nmissing' });
    expect(result.hook.calls.map(({ argv: [tool] }) => tool)).toEqual([
      'action-get',
      'config-get',
      'relation-ids',
      'secret-get',
      'action-set',
    ]);
  });

  it('judges another config in its place where it is given one', async () => {
    const { deployment, result } = await run(async ({ judge, config }) => {
      const { draft } = await judge(config.with({ fileset: '/other' }));
      return { paths: draft.entries.flatMap(({ paths }) => paths), own: config.text('fileset') };
    });
    expect(result.results).toEqual({ paths: '/other', own: '/srv' });
    expect(deployment.unit(zero).status.status).toBe('waiting');
  });

  it('shows its progress, each line as one', async () => {
    const { result } = await run(async ({ log }) => {
      log('one');
      log('two\nthree');
      return {};
    });
    expect(result.log).toEqual(['one', 'two\\u{a}three']);
    expect(result).toMatchObject({ status: 'completed', results: {} });
  });

  it('ends as failed where the plugin says so, in its words', async () => {
    const { result } = await run(async ({ fail }) => fail('3 paths\nare missing'));
    expect(result).toMatchObject({ status: 'failed', message: '3 paths\\u{a}are missing' });
    expect(result.hook.code).toBe(0);
  });

  it('ends as failed where the plugin throws, and names it', async () => {
    const { deployment, result } = await run(async () => {
      throw new Error('no disk');
    });
    expect(result).toMatchObject({
      status: 'failed',
      message: 'plugin checker failed in action check: no disk',
      results: {},
    });
    expect((await deployment.updateStatus())[0]?.code).toBe(0);
  });

  it('ends as failed where nobody implements it', async () => {
    const { deployment } = await run(async () => ({}));
    expect(await deployment.runAction(zero, 'other')).toMatchObject({
      status: 'failed',
      message: 'this charm has no action other',
    });
  });

  it('ends as failed where a hook tool fails', async () => {
    const { deployment } = await run(async () => ({}));
    deployment.faults = [{ on: 'config-get', as: 'exit 1' }];
    expect(await deployment.runAction(zero, 'check')).toMatchObject({
      status: 'failed',
      message: 'config-get failed with exit code 1: ERROR injected failure',
    });
  });

  it('is over when its promise is: what it logs later is refused', async () => {
    let late = (): void => expect.fail('the action never ran');
    await run(async ({ log }) => {
      late = () => log('late');
      return {};
    });
    expect(late).toThrow('plugin checker failed in action check: it called log after its turn');
  });

  it('may be given by a synchronous tap too, and intercepted', async () => {
    const seen: string[] = [];
    const checker: Plugin = {
      name: 'checker',
      actions: ['check'],
      apply({ hooks }) {
        hooks.action.for('check').tap('checker', () => ({ ok: true }));
      },
    };
    const watcher: Plugin = {
      name: 'watcher',
      apply: ({ hooks }) =>
        hooks.action
          .for('check')
          .intercept({ result: (results) => seen.push(JSON.stringify(results)) }),
    };
    const deployment = await deployed([checker, watcher], 1, { actions });
    expect((await deployment.runAction(zero, 'check')).results).toEqual({ ok: 'true' });
    expect(seen).toEqual(['{"ok":true}']);
  });
});
