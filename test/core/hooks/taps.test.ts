import { AsyncSeriesHook } from 'tapable';
import { describe, expect, it } from 'vitest';
import { ActionFailure, type PluginError } from '../../../src/core/hooks/plugin.ts';
import { applyPlugin, guard, type Turn } from '../../../src/core/hooks/taps.ts';
import { HookToolError } from '../../../src/core/juju/hook-tools.ts';
import { applying, tapping, ways } from '../trial/three-ways.ts';

interface Told {
  readonly turn: Turn;
  tell(word: string): void;
}

/** A guarded hook: `tap` taps it as one plugin's `apply` would, `run` calls it and gives what was told, and failed. */
function guarded() {
  let name: string | undefined;
  const hook = new AsyncSeriesHook<[Told]>(['context'], 'validateConfig');
  const call = guard(hook, { applying: () => name, returns: false });
  const as = (plugin: string, apply: () => void) => {
    name = plugin;
    apply();
    name = undefined;
  };
  return {
    hook,
    tap: (plugin: string, fn: (told: Told) => void, stage = 0) =>
      as(plugin, () => hook.tap({ name: plugin, stage }, fn)),
    tapPromise: (plugin: string, fn: (told: Told) => Promise<void>) =>
      as(plugin, () => hook.tapPromise(plugin, fn)),
    async run(failed: (error: PluginError) => void = () => {}) {
      const told: string[] = [];
      await call({
        contextFor: (turn) => ({
          turn,
          tell(word) {
            if (turn.use('tell')) told.push(`${turn.plugin} ${turn.stage}: ${word}`);
          },
        }),
        failed(error) {
          told.push(`${error.plugin} failed: ${error.message}`);
          failed(error);
        },
      });
      return told;
    },
  };
}

describe('a guarded hook', () => {
  it('calls the plugins one after the other, each with a context of its own', async () => {
    const { tap, tapPromise, run } = guarded();
    tapPromise('slow', async ({ tell }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      tell('here');
    });
    tap('quick', ({ tell }) => tell('here'));
    tap('slow', ({ tell }) => tell('again'), 7);
    expect(await run()).toEqual(['slow 0: here', 'quick 0: here', 'slow 7: again']);
    expect(await run()).toHaveLength(3);
  });

  it('tells what throws and what rejects with the name of the plugin, and goes on', async () => {
    const { tap, tapPromise, run } = guarded();
    tap('throws', () => {
      throw new Error('no disk');
    });
    tapPromise('rejects', () => Promise.reject('no reason'));
    tap('last', ({ tell }) => tell('here'));
    expect(await run()).toEqual([
      'throws failed: plugin throws failed in validateConfig: no disk',
      'rejects failed: plugin rejects failed in validateConfig: no reason',
      'last 0: here',
    ]);
  });

  it('stops where its caller says so, with what the plugin has thrown as the cause', async () => {
    const { tap, run } = guarded();
    const cause = new Error('no disk');
    tap('throws', () => {
      throw cause;
    });
    tap('never', () => expect.unreachable('called after the call was stopped'));
    const stopped = run((error) => {
      throw error;
    });
    await expect(stopped).rejects.toMatchObject({ plugin: 'throws', cause });
  });

  it.each([
    new HookToolError(['is-leader'], { code: 1, stderr: '' }, 'failed'),
    new ActionFailure('not today'),
  ])('lets through as it is what no plugin is to blame for: %s', async (error) => {
    const { tap, run } = guarded();
    tap('reads', () => {
      throw error;
    });
    await expect(run()).rejects.toBe(error);
  });

  it('gives a turn to nobody twice: what is called later is refused, and does nothing', async () => {
    const { tap, tapPromise, run } = guarded();
    let late: (() => void) | undefined;
    tap('leaks', ({ tell }) => {
      late = () => tell('late');
    });
    tapPromise('next', async () => late?.());
    expect(await run()).toEqual([
      'leaks failed: plugin leaks failed in validateConfig: it called tell after its turn: await what it starts',
    ]);
  });

  it('passes on what it is given where a test calls it by hand', async () => {
    const { hook, tap } = guarded();
    const seen: Told[] = [];
    tap('mine', (told) => {
      seen.push(told);
    });
    const told = { turn: { plugin: '', stage: 0, use: () => true }, tell: () => {} };
    await hook.promise(told);
    expect(seen).toEqual([told]);
  });
});

/** What a plugin may do wrong when its turn comes, and the sentence that says so. */
const wrong: readonly (readonly [what: string, how: string, sentence: string])[] = [
  [
    'hands a promise to tap by way of a plain function',
    tapping("() => Promise.reject(new Error('lost'))"),
    'it returned a promise from validateConfig.tap, whose rejection would be lost: use tapPromise',
  ],
  ...[
    ['() => []', 'a list'],
    ['() => ({ then() {} })', 'an object'],
    ['() => null', 'null'],
    ['() => false', 'a boolean'],
  ].map(
    ([fn = '', what = '']) =>
      [
        `returns ${what}`,
        tapping(fn),
        `it returned ${what}, which nobody reads: report findings instead`,
      ] as const,
  ),
  [
    'returns its findings from a promise',
    tapping('async () => [{}]', 'tapPromise'),
    'it returned a list, which nobody reads: report findings instead',
  ],
  [
    'returns a generator from tapPromise',
    tapping('function* () {}', 'tapPromise'),
    'it returned an object, which nobody reads: report findings instead',
  ],
  [
    'reports after its turn',
    tapping('({ report }) => { Promise.resolve().then(() => report({})); }'),
    'it called report after its turn: await what it starts',
  ],
  [
    'returns a promise from apply',
    applying('return Promise.reject(1);'),
    'apply of plugin mine returned a promise: what it taps later is too late',
  ],
  [
    'returns something from apply',
    applying("hooks.validateConfig.tap('mine', () => {}); return [];"),
    'apply of plugin mine returned something: it only taps',
  ],
  ['taps nothing', applying(''), 'plugin mine taps no hook'],
];

describe.each(ways)('a plugin %s', (_, run) => {
  it.each(wrong)('is refused that %s', async (_, module, sentence) => {
    const [told, ...more] = await run(module);
    expect(more).toEqual([]);
    expect(told).toContain(sentence);
    expect(told).toContain('plugin mine');
  });

  it('is fine that does nothing wrong', async () => {
    expect(await run(tapping('() => {}'))).toEqual([]);
    expect(await run(tapping('async () => {}', 'tapPromise'))).toEqual([]);
  });
});

it('says who applies, and that nobody does once apply has thrown', () => {
  const said: (string | undefined)[] = [];
  const plugin = {
    name: 'mine',
    apply(): void {
      throw new Error('no');
    },
  };
  expect(() => applyPlugin(plugin, {}, (each) => said.push(each?.name))).toThrow('no');
  expect(said).toEqual(['mine', undefined]);
});
