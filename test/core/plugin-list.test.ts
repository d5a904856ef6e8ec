import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Plugin } from '../../src/core/hooks/plugin.ts';
import type { PluginList } from '../../src/core/plugin-list.ts';
import * as lists from '../../src/core/plugin-list.ts';
import { tiny } from './trial/tiny.ts';

const list = [tiny('a', {}), tiny('b', {}), tiny('c', {})];
const x = tiny('x', {});
const y = tiny('y', {});
const names = (plugins: readonly Plugin[]) => plugins.map(({ name }) => name).join('');

describe('a list of plugins', () => {
  it('has another plugin in the place of one', () => {
    expect(names(lists.replace(list, 'b', x))).toBe('axc');
    expect(lists.replace(list, 'b', x)[1]).toBe(x);
  });

  it('has one less', () => {
    expect(names(lists.without(list, 'a'))).toBe('bc');
  });

  it('has more after one, or before one, in their order', () => {
    expect(names(lists.after(list, 'a', x, y))).toBe('axybc');
    expect(names(lists.after(list, 'c', x))).toBe('abcx');
    expect(names(lists.before(list, 'a', x, y))).toBe('xyabc');
    expect(names(lists.before(list, 'c'))).toBe('abc');
  });

  it('is changed step by step, and the first one stays as it was', () => {
    expect(names(lists.after(lists.replace(lists.without(list, 'a'), 'c', x), 'x', y))).toBe('bxy');
    expect(names(list)).toBe('abc');
  });

  it('keeps all other plugins, and their order, whichever is named', () => {
    const all = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 });
    const cases = all.chain((names) => fc.tuple(fc.constant(names), fc.constantFrom(...names)));
    fc.assert(
      fc.property(cases, ([names, name]) => {
        const plugins: PluginList<string> = names.map((each) => tiny(each, {}));
        const others = plugins.filter((plugin) => plugin.name !== name);
        const rest = (changed: readonly Plugin[]) => changed.filter((each) => each !== x);
        expect(lists.without(plugins, name)).toEqual(others);
        expect(rest(lists.replace(plugins, name, x))).toEqual(others);
        expect(rest(lists.after(plugins, name, x))).toEqual(plugins);
        expect(rest(lists.before(plugins, name, x))).toEqual(plugins);
      }),
    );
  });
});

describe('a name that the list does not have', () => {
  const untyped: PluginList<string> = list;

  it.each<[string, () => unknown]>([
    ['replace', () => lists.replace(untyped, 'd', x)],
    ['without', () => lists.without(untyped, 'd')],
    ['after', () => lists.after(untyped, 'd', x)],
    ['before', () => lists.before(untyped, 'd', x)],
  ])('ends the start in %s, with those that it has', (_, change) => {
    expect(change).toThrow('the list of plugins has no d: it has a, b, c');
  });

  it('does not compile', () => {
    type Name<Change extends (...args: never[]) => unknown> = Parameters<Change>[1];
    expectTypeOf<Name<typeof lists.replace<'a' | 'b', 'x'>>>().toEqualTypeOf<'a' | 'b'>();
    expectTypeOf<Name<typeof lists.without<'a' | 'b', 'a'>>>().toEqualTypeOf<'a'>();
    expectTypeOf<Name<typeof lists.after<'a' | 'b', 'x'>>>().toEqualTypeOf<'a' | 'b'>();
    expectTypeOf<Name<typeof lists.before<'a' | 'b', 'x'>>>().toEqualTypeOf<'a' | 'b'>();
  });

  it('is known of what was put in and taken out', () => {
    expectTypeOf(lists.replace(list, 'b', x)).toEqualTypeOf<PluginList<'a' | 'b' | 'c' | 'x'>>();
    expectTypeOf(lists.without(list, 'b')).toEqualTypeOf<PluginList<'a' | 'c'>>();
    expectTypeOf(lists.after(list, 'b', x, y)).toEqualTypeOf<
      PluginList<'a' | 'b' | 'c' | 'x' | 'y'>
    >();
  });
});
