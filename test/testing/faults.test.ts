import { expect, test } from 'vitest';
import type { ToolResult } from '../../src/core/juju/hook-tools.ts';
import type { Fault } from '../../src/testing/index.ts';
import { deployment, publishing, scripted, zero } from './fixtures.ts';

/** What three calls come to under a fault: is-leader, config-get, status-set. */
async function callsUnder(...faults: Fault[]) {
  let results: ToolResult[] = [];
  const frontEnd = scripted((tool, { event }) => {
    if (event !== 'update-status') return 0;
    results = ['is-leader --format=json', 'config-get --format=json', 'status-set active'].map(
      (line) => tool(line),
    );
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy();
  juju.faults = faults;
  const [hook] = await juju.updateStatus();
  return { results, calls: hook?.calls.length, status: juju.unit(zero).workload.status };
}

const good = { code: 0, stdout: 'true\n', stderr: '' };

test('a tool fails by its name, each time', async () => {
  const { results, status } = await callsUnder({ on: 'status-set', as: 'exit 1' });
  expect(results[0]).toEqual(good);
  expect(results[2]).toEqual({ code: 1, stdout: '', stderr: 'ERROR injected failure\n' });
  expect(status).toBe('unknown');
});

test('a call fails by its number, and no other', async () => {
  const { results, status } = await callsUnder({ on: 2, as: 'exit 2' });
  expect(results.map(({ code }) => code)).toEqual([0, 2, 0]);
  expect(status).toBe('active');
});

test('where the tool of a call is missing, so are all later ones', async () => {
  const { results, calls } = await callsUnder({ on: 2, as: 'missing' });
  expect(results.map(({ code }) => code)).toEqual([0, null, null]);
  expect(results[1]?.stderr).toBe('spawnSync config-get ENOENT');
  expect(calls).toBe(1);
});

test('a tool that is missing by its name leaves the others', async () => {
  const { results } = await callsUnder({ on: 'config-get', as: 'missing' });
  expect(results.map(({ code }) => code)).toEqual([0, null, 0]);
});

test('bad output comes with exit code 0, after the tool has done its work', async () => {
  const junk = await callsUnder({ on: 1, as: 'junk output' });
  expect(junk.results[0]?.code).toBe(0);
  expect(() => JSON.parse(junk.results[0]?.stdout ?? '')).toThrow();
  const cut = await callsUnder({ on: 1, as: 'truncated output' }, { on: 3, as: 'junk output' });
  expect(cut.results[0]).toEqual({ code: 0, stdout: 'tr', stderr: '' });
  expect(cut.status).toBe('active');
});

test('a charm whose tool fails is rolled back, and mends itself once the fault is gone', async () => {
  await using juju = deployment({ frontEnd: publishing });
  await juju.deploy();
  await juju.configure({ fileset: '/a' });
  juju.faults = [{ on: 'juju-log', as: 'exit 1' }];
  const [hook] = await juju.integrate('bacula-fd');
  expect(hook).toMatchObject({ code: 1, isCommitted: false });
  expect(hook?.calls.some(({ argv }) => argv[0] === 'relation-set')).toBe(true);
  expect(juju.databag('backup:1')).toEqual({});
  juju.faults = [];
  await juju.resolve(zero);
  expect(juju.databag('backup:1')).toEqual({ fileset: '/a' });
});
