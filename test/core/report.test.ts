import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/core/problems/problem.ts';
import { composeStatus, isBehind, report } from '../../src/core/report.ts';
import type { Standing } from '../../src/core/standing.ts';
import { idleModel } from './trial/in-hook.ts';

const problem = (severity: 'error' | 'warning', message: string): Problem => ({
  code: 'test/code',
  plugin: 'test',
  severity,
  option: 'fileset',
  message,
  fix: 'fix it',
});
const error = problem('error', 'is wrong');
const warning = problem('warning', 'is odd');
const fine = { problems: [], application: 'app', relations: 1, isBehind: false };

describe('the status', () => {
  it.each([
    [
      'is blocked before all else',
      { problems: [warning, error], relations: 0, isBehind: true },
      'blocked',
      'fileset: is wrong; fix it',
    ],
    [
      'is blocked by what was left out',
      { problems: [{ ...error, isLeftOut: true as const }] },
      'blocked',
      'fileset: is wrong; fix it',
    ],
    [
      'counts the other errors',
      { problems: [error, error, warning, error] },
      'blocked',
      'fileset: is wrong; fix it (+2 more in the log)',
    ],
    [
      'waits for a relation before it warns',
      { problems: [warning], relations: 0, isBehind: true },
      'waiting',
      'waiting for backup relation: juju integrate app:backup <provider>',
    ],
    [
      'waits for the leader before it warns',
      { problems: [warning], isBehind: true },
      'waiting',
      'this config is not published yet; see juju status app',
    ],
    [
      'is active with its warnings',
      { problems: [warning, warning] },
      'active',
      'fileset: is odd; fix it (+1 more in the log)',
    ],
    ['has nothing to say where all is well', { relations: 2 }, 'active', ''],
  ])('%s', (_, situation, status, message) => {
    expect(composeStatus({ ...fine, ...situation })).toEqual({ status, message });
  });
});

describe('a config that is not published', () => {
  const behind = {
    wanted: { digest: 'd', relations: ['backup:1'] },
    word: { digest: 'other', relations: ['backup:1'] },
    isConfirmed: false,
    isUnpublished: false,
    isStale: true,
    isWordMissing: true,
  };
  const { message } = composeStatus({ ...fine, isBehind: true });
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
  /** What one event shows and logs, where `status-get` has said that. */
  async function shown(event: string, status: string, message: string, problems = [warning]) {
    const { inHook } = await idleModel();
    const lines: string[] = [];
    const { calls } = await inHook((tools) => {
      report({ ...fine, problems }, { status, message }, event, tools, (line) => lines.push(line));
      return true;
    });
    return { calls, lines };
  }

  const line = 'warning: fileset: is odd; fix it [test/code, plugin test]';
  const set = 'status-set -- active fileset: is odd; fix it';

  it('sets a status that is another than before, and logs the problems', async () => {
    const news = { calls: [set], lines: [line] };
    expect(await shown('update-status', 'active', '')).toEqual(news);
    expect(await shown('update-status', 'blocked', 'fileset: is odd; fix it')).toEqual(news);
  });

  it('repeats nothing at the periodic event', async () => {
    expect(await shown('update-status', 'active', 'fileset: is odd; fix it')).toEqual({
      calls: [],
      lines: [],
    });
  });

  it('repeats the problems at any other event, and sets no status anew', async () => {
    expect(await shown('config-changed', 'active', 'fileset: is odd; fix it')).toEqual({
      calls: [],
      lines: [line],
    });
  });
});
