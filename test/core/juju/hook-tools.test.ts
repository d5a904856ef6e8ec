import { describe, expect, it } from 'vitest';
import { HookToolError, HookTools, runTool } from '../../../src/core/juju/hook-tools.ts';
import { one, zero } from '../../support/units.ts';
import { idleModel } from '../trial/in-hook.ts';

/** Tools that answer with this text, whatever they are asked: what no Juju does, so no model does it. */
const answering = (stdout: string) => new HookTools(() => ({ code: 0, stdout, stderr: '' }));

describe('an answer that Juju never gives', () => {
  it.each<[string, string, (tools: HookTools) => unknown, string]>([
    ['config-get', '[]', (tools) => tools.configGet(), 'no JSON object'],
    ['config-get', 'null', (tools) => tools.configGet(), 'no JSON object'],
    [
      'config-get',
      '{"fileset":{}}',
      (tools) => tools.configGet(),
      'a value for fileset that is no scalar',
    ],
    ['config-get', '', (tools) => tools.configGet(), 'nothing'],
    ['is-leader', '"yes"', (tools) => tools.isLeader(), 'neither true nor false'],
    ['relation-ids', '{}', (tools) => tools.relationIds('backup'), 'no list'],
    [
      'relation-ids',
      '[1]',
      (tools) => tools.relationIds('backup'),
      'a relation id that is no string',
    ],
    [
      'relation-ids',
      '["backup:1","peers:0"]',
      (tools) => tools.relationIds('backup'),
      '"peers:0", which is not a relation id',
    ],
    [
      'relation-list',
      '["a/1","--app"]',
      (tools) => tools.relationList('peers:0'),
      '"--app", which is not a unit',
    ],
    [
      'relation-list',
      '["a/1",2]',
      (tools) => tools.relationList('peers:0'),
      'a unit that is no string',
    ],
    [
      'relation-get',
      '{"fileset":1}',
      (tools) => tools.relationGet('backup:1', 'a'),
      'a value for fileset that is no string',
    ],
    [
      'relation-list',
      '["fd"]',
      (tools) => tools.relationListApp('backup:1'),
      'no name of an application',
    ],
    ['action-get', '[]', (tools) => tools.actionGet(), 'no JSON object'],
    ['secret-get', '["x"]', (tools) => tools.secretGet('secret:1'), 'no JSON object'],
    ['secret-get', 'x', (tools) => tools.secretGet('secret:1'), 'something that is not JSON'],
    [
      'secret-get',
      '{"x":{"x":"x"}}',
      (tools) => tools.secretGet('secret:1'),
      'a value that is no string',
    ],
    ['is-leader', 'yes', (tools) => tools.isLeader(), 'something that is not JSON'],
    ['status-get', '{"status":"active"}', (tools) => tools.statusGet(), 'no status'],
  ])('%s answers %j', (tool, stdout, call, what) => {
    expect(() => call(answering(stdout))).toThrow(`${tool} answered with ${what}`);
  });
});

describe('what a hook asks and says', () => {
  async function asked<T>(ask: (tools: HookTools) => T | Promise<T>) {
    const { deployment, inHook } = await idleModel(2);
    await deployment.integrate('bacula-fd');
    return { deployment, ...(await inHook(ask)) };
  }

  it('is answered by Juju', async () => {
    const { answer } = await asked((tools) => ({
      config: tools.configGet().values,
      isLeader: tools.isLeader(),
      ids: tools.relationIds('backup'),
      peers: tools.relationList('peers:0'),
      provider: tools.relationListApp('backup:2'),
      resource: tools.resourceGet('site-plugins'),
      status: tools.statusGet(),
    }));
    expect(answer).toEqual({
      config: {
        'clean-up-on-failure': false,
        strict: false,
        'site-plugins-unprivileged': false,
      },
      isLeader: true,
      ids: ['backup:2'],
      peers: [one],
      provider: 'bacula-fd',
      resource: undefined,
      status: { status: 'unknown', message: '' },
    });
  });

  it('is asked once where it can not change', async () => {
    const { calls } = await asked((tools) => [tools.isLeader(), tools.isLeader()]);
    expect(calls).toEqual(['is-leader --format=json']);
  });

  it('is set as it is, whatever it begins with', async () => {
    const { deployment } = await asked((tools) => {
      tools.statusSet({ status: 'active', message: '--help' });
      tools.jujuLog('INFO', '--debug');
      tools.relationSet('backup:2', 'application', { fileset: '--file\n/srv' });
      tools.relationSet('peers:0', 'unit', { globs: '-' });
      return true;
    });
    expect(deployment.unit(zero).status).toEqual({ status: 'active', message: '--help' });
    expect(deployment.log.at(-1)).toMatchObject({ level: 'INFO', message: '--debug' });
    expect(deployment.databag('backup:2')).toEqual({ fileset: '--file\n/srv' });
    expect(deployment.databag('peers:0', zero)).toEqual({ globs: '-' });
  });

  it("is asked of a unit's databag, or of an application's, by the name of the owner", async () => {
    const { calls } = await asked((tools) => [
      tools.relationGet('peers:0', one),
      tools.relationGet('backup:2', 'bacula-fd'),
    ]);
    expect(calls).toEqual([
      `relation-get --format=json -r peers:0 - ${one}`,
      'relation-get --format=json -r backup:2 --app - bacula-fd',
    ]);
  });

  it('is the file of a resource that is attached', async () => {
    const { deployment, inHook } = await idleModel();
    deployment.attachResource('site-plugins', '/var/lib/juju/a b.mjs');
    const { answer } = await inHook((tools) => tools.resourceGet('site-plugins'));
    expect(answer).toBe('/var/lib/juju/a b.mjs');
  });

  it('fails where it is not that the resource is missing', async () => {
    const { deployment, inHook } = await idleModel();
    deployment.faults = [{ on: 'resource-get', as: 'exit 1' }];
    const { answer } = await inHook((tools) => {
      try {
        return tools.resourceGet('site-plugins');
      } catch (error) {
        return String(error);
      }
    });
    expect(answer).toBe(
      'HookToolError: resource-get failed with exit code 1: ERROR injected failure',
    );
  });

  it.each(['3.6', '4.0'] as const)('is what a secret holds, in Juju %s', async (juju) => {
    const { deployment, inHook } = await idleModel(1, {}, juju);
    const uri = deployment.secrets.add('mine', { password: 'ä<"\n', 'bytes#base64': '/w==' });
    const read = async () => (await inHook((tools) => tools.secretGet(uri))).answer;
    expect(await read()).toEqual({ kind: 'denied' });
    deployment.secrets.grant('mine');
    expect(await read()).toEqual({
      kind: 'content',
      content: { password: 'ä<"\n', bytes: '\ufffd' },
    });
    await deployment.secrets.update('mine', { password: 'new' });
    expect(await read()).toEqual({ kind: 'content', content: { password: 'new' } });
    deployment.secrets.revoke('mine');
    expect(await read()).toEqual({ kind: 'denied' });
    deployment.secrets.remove('mine');
    expect(await read()).toEqual({ kind: 'missing' });
  });

  it.each([
    [1, 'ERROR permission denied\n', 'denied'],
    [1, 'ERROR "app/0" is not allowed to read this secret\n', 'denied'],
    [1, 'ERROR secret "secret:9m4e2mr0ui3e8a215n4g" not found\n', 'missing'],
    [1, 'ERROR getting latest secret revision: secret not found\n', 'missing'],
    [1, 'ERROR reading from vault: permission denied\n', 'failed'],
    [1, 'ERROR secret backend "vault" not found\n', 'failed'],
    [1, 'ERROR connection is shut down\n', 'failed'],
    [2, 'ERROR permission denied\n', 'failed'],
    [null, 'secret not found\n', 'failed'],
  ])('a refusal with exit code %s and %j is: %s', (code, stderr, kind) => {
    const tools = new HookTools(() => ({ code, stdout: '{"password":"hunter2"}', stderr }));
    const read = () => tools.secretGet('secret:9m4e2mr0ui3e8a215n4g');
    if (kind === 'failed') expect(read).toThrow(/^secret-get (?!.*hunter2)/);
    else expect(read()).toEqual({ kind });
  });

  it('says which tool can not be run', () => {
    const tools = new HookTools(() => ({ code: null, stdout: '', stderr: 'not found' }));
    expect(() => tools.isLeader()).toThrow('is-leader could not run: not found');
    const silent = new HookTools(() => ({ code: 2, stdout: '', stderr: ' ' }));
    expect(() => silent.isLeader()).toThrow('is-leader failed with exit code 2: it gave no reason');
  });
});

describe('runTool', () => {
  const run = (script: string, stdin = '') => runTool([process.execPath, '-e', script], stdin);

  it('hands over stdin and takes stdout, more of both than a pipe holds', () => {
    const text = 'é'.repeat(3 * 1024 * 1024);
    expect(run('process.stdin.pipe(process.stdout)', text).stdout === text).toBe(true);
  });

  it('takes the exit code and stderr', () => {
    expect(run('console.error("ERROR no"); process.exit(2)')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ERROR no\n',
    });
  });

  it('starts no tool with an argument that none can take', () => {
    expect(runTool(['relation-get', '-', 'a\0/1'], '')).toEqual({
      code: null,
      stdout: '',
      stderr: 'an argument has a NUL in it',
    });
  });

  it('tells of a tool that is not there', () => {
    expect(runTool(['no-such-hook-tool'], '')).toMatchObject({
      code: null,
      stderr: expect.stringContaining('no-such-hook-tool'),
    });
  });

  it('tells of a tool that was killed', () => {
    expect(run('process.kill(process.pid, "SIGKILL")')).toMatchObject({
      code: null,
      stderr: 'killed by SIGKILL',
    });
  });

  it('a tool that does not read its stdin fails by its exit code, not by the pipe', () => {
    const result = run('process.exit(1)', 'x'.repeat(4 * 1024 * 1024));
    expect(result.code).toBe(1);
  });
});

it('an error has what was called, the exit code and what the tool said', () => {
  const tools = new HookTools(() => ({ code: 1, stdout: '', stderr: 'ERROR a\n  b\n' }));
  const error = new HookToolError(
    ['is-leader', '--format=json'],
    { code: 1, stderr: 'ERROR a\n  b\n' },
    'failed with exit code 1: ERROR a b',
  );
  expect(() => tools.isLeader()).toThrow(error);
});
