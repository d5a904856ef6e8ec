import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { runHook, type State } from '../../src/testing/index.ts';
import { charm, metadata } from './fixtures.ts';

const root = mkdtempSync(path.join(tmpdir(), 'single-hook-'));
afterAll(() => rmSync(root, { recursive: true }));

const related: State = {
  metadata,
  root,
  config: { fileset: '/new' },
  isLeader: true,
  relations: [{ id: 'backup:7', application: 'bacula-fd', databag: { fileset: '/old', x: '1' } }],
  status: { status: 'blocked', message: 'before' },
};

test('a hook takes a state and gives the next one', async () => {
  const { state, hook, log } = await runHook(charm, related, 'config-changed');
  expect(hook).toMatchObject({ unit: 'backup-integrator/0', event: 'config-changed', code: 0 });
  expect(state.relations?.[0]?.databag).toEqual({ fileset: '/new' });
  expect(state.status).toEqual({ status: 'active', message: '' });
  expect(log.map(({ level }) => level)).toEqual(['INFO']);
});

test('the state that was put in stays as it was, and the next one runs on', async () => {
  const before = structuredClone(related);
  const { state } = await runHook(charm, related, 'backup-relation-changed');
  expect(related).toEqual(before);
  const again = await runHook(charm, state, 'backup-relation-changed');
  expect(again.hook.calls.some(({ argv }) => argv[0] === 'relation-set')).toBe(false);
  expect(again.state).toEqual(state);
});

test('a unit that is not the leader changes no databag', async () => {
  const { state } = await runHook(charm, { ...related, isLeader: false }, 'config-changed');
  expect(state.relations?.[0]?.databag).toEqual({ fileset: '/old', x: '1' });
});

test('a relation in its broken event is gone to the charm', async () => {
  const { hook, state } = await runHook(charm, related, 'backup-relation-broken');
  expect(hook.relation).toBe('backup:7');
  expect(state.status?.status).toBe('waiting');
});

test('a secret of the state is there to be read', async () => {
  const uri = 'secret:9m4e2mr0ui3e8a215n4g';
  const seen: unknown[] = [];
  const plugin: Plugin = {
    name: 'reader',
    apply({ hooks }) {
      hooks.validateConfig.tap('reader', ({ secret }) => void seen.push(secret(uri)));
    },
  };
  const state: State = { ...related, secrets: { [uri]: { password: 'x' } } };
  const after = await runHook(new Charm([plugin]), state, 'secret-changed');
  expect(seen).toEqual([{ kind: 'content', content: { password: 'x' } }]);
  expect(after.state.secrets).toEqual(state.secrets);
});

test('a state that cannot be is refused', async () => {
  const run = (change: Partial<State>, event = 'start') =>
    runHook(charm, { ...related, ...change }, event);
  await expect(run({ config: { nothing: 1 } })).rejects.toThrow('unknown option "nothing"');
  await expect(run({ relations: [{ id: 'other:1', application: 'a' }] })).rejects.toThrow(
    '"other:1" is not <endpoint>:<number>',
  );
  const twice = { id: 'backup:1', application: 'a' };
  await expect(run({ relations: [twice, twice] })).rejects.toThrow('two relations 1');
  await expect(run({ relations: [] }, 'backup-relation-joined')).rejects.toThrow(
    'backup-relation-joined needs a relation of backup',
  );
});
