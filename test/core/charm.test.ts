import { describe, expect, expectTypeOf, it } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import type { Hook, MaterializeFilesContext } from '../../src/core/hooks.ts';
import type { Plugin } from '../../src/core/plugin.ts';

const plugin = (name: string, apply: Plugin['apply'] = () => undefined): Plugin => ({
  name,
  apply,
});

describe('the plugin registry', () => {
  it('has exactly the three hooks', () => {
    expect(Object.keys(new Charm([]).hooks)).toEqual([
      'validateConfig',
      'materializeFiles',
      'publishRelation',
    ]);
  });

  it('keeps the order of the list', () => {
    expect(new Charm([plugin('b'), plugin('a')]).plugins).toEqual(['b', 'a']);
  });

  it('refuses two plugins of one name', () => {
    expect(() => new Charm([plugin('globs'), plugin('globs')])).toThrow(
      'two plugins are named globs: leave one out, or rename it',
    );
  });

  it('refuses a plugin without a name', () => {
    expect(() => new Charm([plugin('')])).toThrow('a plugin has an empty name: give it one');
  });

  it('refuses a factory that was not called, whose own apply would do nothing', () => {
    function globs(): Plugin {
      return plugin('globs');
    }
    expectTypeOf(globs).not.toExtend<Plugin>();
    expect(() => Reflect.construct(Charm, [[globs]])).toThrow(
      'globs is the factory of a plugin: call it, as in globs()',
    );
  });

  it("refuses a tap under another plugin's name", () => {
    const thief = plugin('thief', ({ hooks }) => {
      hooks.validateConfig.tap('globs', () => undefined);
    });
    expect(() => new Charm([thief])).toThrow('plugin thief taps a hook as globs: use its own name');
  });

  it('refuses an async function in tap, by type and at start', () => {
    type Tapped = Parameters<Hook<MaterializeFilesContext>['tap']>[1];
    expectTypeOf<() => Promise<void>>().not.toExtend<Tapped>();
    const wrong = plugin('wrong', ({ hooks }) =>
      Reflect.apply(hooks.materializeFiles.tap, hooks, ['wrong', async () => {}]),
    );
    expect(() => new Charm([wrong])).toThrow(/plugin wrong handed an async function .* tapPromise/);
  });
});
