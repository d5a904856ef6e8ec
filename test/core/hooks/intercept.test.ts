import { AsyncSeriesHook } from 'tapable';
import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../../src/core/hooks/plugin.ts';
import { guard } from '../../../src/core/hooks/taps.ts';
import { check } from '../../support/check.ts';
import { applying, ways } from '../trial/three-ways.ts';

const tap = "hooks.validateConfig.tapPromise('mine', async () => {});";

describe.each(ways)('a plugin %s', (_, run) => {
  it("may not intercept with register, which is the charm's", async () => {
    const module = applying('hooks.validateConfig.intercept({ register: (tap) => tap });');
    expect(await run(module)).toEqual([
      expect.stringContaining(
        "plugin mine intercepts validateConfig with register, which is the charm's own",
      ),
    ]);
  });

  it('may not intercept outside of its apply', async () => {
    const late = 'hooks.validateConfig.intercept({})';
    expect(await run(applying(`hooks.validateConfig.tap('mine', () => ${late});`))).toEqual([
      expect.stringContaining("validateConfig.intercept was called outside of a plugin's apply"),
    ]);
  });

  it.each(['call', 'tap', 'done'])(
    'is named where its interceptor fails in %s, and the call ends',
    async (event) => {
      const fail = `${event}() { throw new Error('no disk'); }`;
      expect(await run(applying(`${tap} hooks.validateConfig.intercept({ ${fail} });`))).toEqual([
        expect.stringContaining('plugin mine failed in an interceptor of validateConfig: no disk'),
      ]);
    },
  );

  it('may not report from an interceptor, which has no turn', async () => {
    const early = 'hooks.validateConfig.intercept({ call: ({ report }) => report({}) });';
    expect(await run(applying(tap + early))).toEqual([
      expect.stringContaining(
        'plugin mine failed in an interceptor of validateConfig: an interceptor called report, which is for taps',
      ),
    ]);
  });
});

it('an interceptor sees the call, each tap and the end, whatever comes after it in the list', async () => {
  const seen: unknown[] = [];
  const watcher: Plugin = {
    name: 'watcher',
    apply({ hooks }) {
      hooks.validateConfig.intercept({
        call: ({ config }) => seen.push(['call', config.text('fileset')]),
        tap: ({ name }) => seen.push(['tap', name]),
        done: () => seen.push(['done']),
      });
    },
  };
  const later: Plugin = {
    name: 'later',
    apply: ({ hooks }) => hooks.validateConfig.tap('later', () => {}),
  };
  expect((await check([watcher, later], { fileset: '/etc' }, '/')).problems).toEqual([]);
  expect(seen).toEqual([['call', '/etc'], ['tap', 'later'], ['done']]);
});

it('an interceptor that fails where nobody calls for the charm throws, as in any hook of tapable', async () => {
  const hook = new AsyncSeriesHook<[object]>(['context'], 'validateConfig');
  guard(hook, { applying: () => 'mine', returns: false });
  hook.intercept({
    call() {
      throw new Error('no disk');
    },
  });
  await expect(hook.promise({})).rejects.toThrow(
    'plugin mine failed in an interceptor of validateConfig: no disk',
  );
});
