import { describe, expect, expectTypeOf, it } from 'vitest';
import { Charm } from '../../src/core/charm.ts';
import type { CharmHooks } from '../../src/core/hooks/hooks.ts';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import { kind } from '../../src/core/problems/kind.ts';
import { tiny } from './trial/tiny.ts';

const idle = (name: string) => tiny(name, { judge: () => {} });

describe('the plugin registry', () => {
  it('has exactly the four hooks', () => {
    expect(Object.keys(new Charm([]).hooks)).toEqual([
      'validateConfig',
      'materializeFiles',
      'publishRelation',
      'action',
    ]);
  });

  it('keeps the order of the list', () => {
    expect(new Charm([idle('b'), idle('a')]).plugins).toEqual(['b', 'a']);
  });

  it('knows the options and the kinds of problem of all plugins, each once', () => {
    const small = kind('size/small', 'warning', 'It is small.', 'none', () => ({
      option: 'fileset',
      message: 'is small',
    }));
    const charm = new Charm([
      { ...idle('a'), options: ['fileset', 'a'], problems: [small] },
      { ...idle('b'), options: ['b', 'fileset'], problems: [small] },
      { name: 'c', apply: idle('c').apply },
    ]);
    expect(charm.options).toEqual(['a', 'b', 'fileset']);
    expect(charm.problems).toEqual([small]);
  });

  it('refuses two plugins of one name', () => {
    expect(() => new Charm([idle('globs'), idle('globs')])).toThrow(
      'two plugins are named globs: leave one out, or rename it',
    );
  });

  it('refuses a plugin without a name', () => {
    expect(() => new Charm([idle('')])).toThrow('a plugin has an empty name: give it one');
  });

  it('refuses a factory that was not called, whose own apply would do nothing', () => {
    const globs = () => idle('globs');
    expectTypeOf(globs).not.toExtend<Plugin>();
    expect(() => Reflect.construct(Charm, [[globs]])).toThrow(
      'globs is the factory of a plugin: call it, as in globs()',
    );
  });

  it('refuses a plugin that taps no hook, and takes one that only intercepts', () => {
    expect(() => new Charm([tiny('idler', {})])).toThrow('plugin idler taps no hook');
    const watcher: Plugin = {
      name: 'watcher',
      apply: ({ hooks }) => hooks.publishRelation.intercept({ call: () => {} }),
    };
    expect(new Charm([watcher]).plugins).toEqual(['watcher']);
  });

  it.each(['validateConfig', 'materializeFiles', 'publishRelation'] as const)(
    'puts the rules of the hooks on %s',
    (hook) => {
      const thief: Plugin = {
        name: 'thief',
        apply: ({ hooks }) => hooks[hook].tap('globs', () => {}),
      };
      expect(() => new Charm([thief])).toThrow(
        `plugin thief taps ${hook} as globs: use its own name`,
      );
    },
  );

  it('refuses what is tapped once the list has been read', () => {
    const charm = new Charm([idle('early')]);
    expect(() => charm.hooks.publishRelation.tap('late', () => {})).toThrow(
      'plugin late taps publishRelation outside of apply: tap it there',
    );
  });
});

describe('an action', () => {
  /** A plugin that taps these actions. */
  const actor = (name: string, declared: readonly string[], tapped = declared): Plugin => ({
    name,
    actions: declared,
    apply({ hooks }) {
      hooks.validateConfig.tap(name, () => {});
      for (const action of tapped) hooks.action.for(action).tap(name, () => ({ by: name }));
    },
  });

  it('is known by its name', () => {
    const charm = new Charm([actor('a', ['check']), actor('b', ['list', 'show'])]);
    expect([...charm.actions.keys()]).toEqual(['check', 'list', 'show']);
  });

  it.each([
    [
      'that the plugin taps without declaring it',
      [actor('a', [], ['check'])],
      'plugin a taps the action check without declaring it in actions',
    ],
    [
      'that it declares without tapping it',
      [actor('a', ['check'], [])],
      'plugin a declares the action check and does not tap it',
    ],
    [
      'that two plugins tap',
      [actor('a', ['check']), actor('b', ['check'])],
      "plugin b taps action check, which is a's: the results of a second tap would be lost",
    ],
    [
      'that one plugin taps twice',
      [actor('a', ['check'], ['check', 'check'])],
      "plugin a taps action check, which is a's: the results of a second tap would be lost",
    ],
  ])('is refused %s', (_, plugins, sentence) => {
    expect(() => new Charm(plugins)).toThrow(sentence);
  });

  it('is refused outside of apply', () => {
    expect(() => new Charm([]).hooks.action.for('check')).toThrow(
      'somebody taps the action check without declaring it in actions',
    );
  });

  it('can not be given another hook by an interceptor of all actions', () => {
    const factory = (_: unknown, hook: ReturnType<CharmHooks['action']['for']>) => hook;
    const wrong: Plugin = {
      name: 'wrong',
      apply: ({ hooks }) => void hooks.action.intercept({ factory }),
    };
    expect(() => new Charm([wrong])).toThrow(
      'plugin wrong intercepts all actions: intercept the hook of each',
    );
  });

  it('may be intercepted, by its own plugin and by a later one', () => {
    const watch = (hooks: CharmHooks) => hooks.action.for('check').intercept({ call: () => {} });
    const own: Plugin = {
      name: 'own',
      actions: ['check'],
      apply({ hooks }) {
        hooks.action.for('check').tap('own', () => ({}));
        watch(hooks);
      },
    };
    const charm = new Charm([own, { name: 'later', apply: ({ hooks }) => watch(hooks) }]);
    expect(charm.plugins).toEqual(['own', 'later']);
  });
});
