import { expect, test } from 'vitest';
import { deployment, metadata, scripted, zero } from '../fixtures.ts';
import { inHook, ok, refused } from './in-hook.ts';

test("an action's tools fail in a hook", async () => {
  await inHook((tool) => {
    for (const call of ['action-get', 'action-set a=1', 'action-fail', 'action-log x']) {
      expect(tool(call)).toEqual(refused(1, 'not running an action'));
    }
  });
});

test('an action reads its parameters, logs, and answers with nested results', async () => {
  const frontEnd = scripted((tool, { environment }) => {
    if (!environment['JUJU_DISPATCH_PATH']?.startsWith('actions/')) return 0;
    expect(tool('action-get --format=json')).toEqual(ok('{"deep":{"a":[1]},"path":"/etc"}\n'));
    expect(tool('action-get --format=json deep.a')).toEqual(ok('[1]\n'));
    expect(tool('action-get --format=json deep.b.c')).toEqual(ok('null\n'));
    tool('action-log working on it');
    expect(tool('action-set found.files=2 found.errors=0 note=a=b')).toEqual(ok(''));
    expect(tool('action-set Found=2').code).toBe(2);
    expect(tool('action-set return-code=2')).toEqual(
      refused(2, 'cannot set reserved action key "return-code"'),
    );
    expect(tool('action-set x')).toEqual(
      refused(2, 'argument "x" must be of the form key...=value'),
    );
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy();
  const { hook, ...result } = await juju.runAction(zero, 'check', { deep: { a: [1] } });
  expect(hook.event).toBe('check');
  expect(result).toEqual({
    status: 'completed',
    message: '',
    results: { found: { files: '2', errors: '0' }, note: 'a=b' },
    log: ['working on it'],
  });
  await expect(juju.runAction(zero, 'chekc')).rejects.toThrow('action "chekc" not defined');
  await expect(juju.runAction(zero, 'check', { pth: 1 })).rejects.toThrow('no parameter "pth"');
});

test('an action without parameters reads an empty map', async () => {
  await using juju = deployment({
    metadata: { ...metadata, actions: { plain: {} } },
    frontEnd: scripted((tool, { event }) => {
      if (event === 'plain') expect(tool('action-get --format=json')).toEqual(ok('{}\n'));
      return 0;
    }),
  });
  await juju.deploy();
  expect((await juju.runAction(zero, 'plain')).status).toBe('completed');
});

test('an action fails by action-fail or by its exit code, and leaves its unit as it is', async () => {
  await using juju = deployment({
    frontEnd: scripted((tool, { event }) => {
      if (event !== 'check') return 0;
      return tool('action-get path').stdout === 'fail\n' ? (tool('action-fail why').code ?? 9) : 3;
    }),
  });
  await juju.deploy();
  const failed = await juju.runAction(zero, 'check', { path: 'fail' });
  expect([failed.status, failed.message]).toEqual(['failed', 'why']);
  const crashed = await juju.runAction(zero, 'check');
  expect([crashed.status, crashed.message]).toEqual(['failed', 'exit status 3']);
  expect(juju.unit(zero).failed).toBeUndefined();
});
