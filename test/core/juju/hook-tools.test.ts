import { describe, expect, it } from 'vitest';
import { HookToolError, HookTools, runTool } from '../../../src/core/juju/hook-tools.ts';

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
    ['status-get', '{"status":"active"}', (tools) => tools.statusGet(), 'no status'],
  ])('%s answers %j', (tool, stdout, call, what) => {
    expect(() => call(answering(stdout))).toThrow(`${tool} answered with ${what}`);
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
