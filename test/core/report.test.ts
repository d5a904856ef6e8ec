import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/core/problems/problem.ts';
import { isBehind, report } from '../../src/core/report.ts';
import type { Standing } from '../../src/core/standing.ts';
import { waits } from '../../src/core/status.ts';
import type { Memory } from '../../src/core/unit/files/unit-state.ts';
import { idleModel } from './trial/in-hook.ts';

const problem = (severity: 'error' | 'warning', message: string): Problem => ({
  code: 'test/code',
  plugin: 'test',
  severity,
  option: 'fileset',
  message,
  fix: 'fix it',
});
const error = problem('error', '"/a" is wrong');
const warning = problem('warning', '"/a" is odd');
const fine = {
  problems: [],
  unit: 'app/0',
  application: 'app',
  relations: 1,
  isConfirmed: false,
  wasPublished: true,
  isBehind: false,
};

describe('a config that is not published', () => {
  const behind = {
    wanted: { digest: 'd', relations: ['backup:1'] },
    word: { digest: 'other', relations: ['backup:1'] },
    isConfirmed: false,
    isPublishedSomewhere: false,
    isUnpublished: false,
    isStale: true,
    isWordMissing: true,
  };
  const message = waits.forLeader.says('app');
  const said = (standing: Partial<Standing>, event: string, shown = '') =>
    isBehind({ ...behind, ...standing }, event, { message: shown }, 'app');

  it('is not spoken of at once, as the leader may be a moment behind', () => {
    expect(said({}, 'config-changed')).toBe(false);
    expect(said({}, 'update-status')).toBe(true);
  });

  it('is spoken of until it is published, once it was', () => {
    expect(said({}, 'config-changed', message)).toBe(true);
    expect(said({}, 'config-changed', 'other words')).toBe(false);
  });

  it('is spoken of at once where nothing ever was published', () => {
    expect(said({ word: undefined }, 'config-changed')).toBe(true);
  });

  it.each(['isConfirmed', 'isUnpublished'])('is not there on a unit that %s', (what) => {
    expect(said({ [what]: true }, 'update-status', message)).toBe(false);
  });
});

describe('report', () => {
  /** What one event logs and shows, where the unit remembers what was logged, and `status-get` has said that. */
  async function reported({
    problems = [],
    changes = [],
    logged = [],
    message = '',
    status = 'active',
  }: {
    problems?: readonly Problem[];
    changes?: readonly string[];
    logged?: readonly string[];
    message?: string;
    status?: string;
  }) {
    const { inHook } = await idleModel();
    const memory: Memory = { wasPublished: true, logged, files: {}, notes: {} };
    const { calls } = await inHook((tools) => {
      report({ ...fine, problems }, changes, { status, message }, memory, tools);
      return true;
    });
    return { calls: calls.map((call) => call.replace('juju-log --log-level ', '')), memory };
  }

  const line = 'fileset: "/a" is odd; fix it [test/code, plugin test]';
  const shown = 'warning: fileset: "/a" is odd; fix it';

  it('logs a problem when it appears, errors at ERROR, and remembers it', async () => {
    const { calls, memory } = await reported({ problems: [warning, error] });
    const errorLine = 'fileset: "/a" is wrong; fix it [test/code, plugin test]';
    expect(calls).toEqual([
      `WARNING -- ${line}`,
      `ERROR -- ${errorLine}`,
      'status-set -- blocked fileset: "/a" is wrong; fix it; last good config stays',
    ]);
    expect(memory.logged).toEqual([line, errorLine]);
  });

  it('says nothing of what it has said before', async () => {
    const said = { problems: [warning], logged: [line], message: shown };
    expect((await reported(said)).calls).toEqual([]);
  });

  it('sets a status that has another word, or other words', async () => {
    const set = [`status-set -- active ${shown}`];
    const said = { problems: [warning], logged: [line] };
    expect((await reported({ ...said, message: 'other' })).calls).toEqual(set);
    expect((await reported({ ...said, message: shown, status: 'blocked' })).calls).toEqual(set);
  });

  it('says once of a problem that it has gone, without the fix', async () => {
    const { calls, memory } = await reported({ logged: [line] });
    expect(calls).toEqual(['INFO -- no longer: fileset: "/a" is odd']);
    expect(memory.logged).toEqual([]);
  });

  it('says in one line what was written and published', async () => {
    const { calls } = await reported({ changes: ['wrote /x', 'published fileset (backup:2)'] });
    expect(calls).toEqual(['INFO -- wrote /x; published fileset (backup:2)']);
  });

  it('logs at most 50 problems of one event, and says how many more there are', async () => {
    const problems = Array.from({ length: 53 }, (_, at) => problem('warning', `"/${at}" is odd`));
    const { calls, memory } = await reported({ problems });
    const logged = calls.filter((call) => !call.startsWith('status-set'));
    expect(logged).toHaveLength(51);
    expect(logged.at(-1)).toBe('WARNING -- 3 more: juju run app/0 check');
    expect(memory.logged).toHaveLength(53);
    const { calls: gone } = await reported({ logged: memory.logged });
    expect(gone).toHaveLength(51);
    expect(gone.at(-1)).toBe('INFO -- no longer: 3 more');
  });

  it('keeps a line of the log one line', async () => {
    const { calls } = await reported({ problems: [problem('warning', 'is\nodd\u202e')] });
    expect(calls[0]).toMatch(/^WARNING -- fileset: is\\u\{a\}odd\\u\{202e\}; fix it/);
  });
});
