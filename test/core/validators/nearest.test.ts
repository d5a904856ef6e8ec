import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/core/validators/nearest.ts';

const known = ['paths-exist', 'protected-paths', 'script-syntax', 'size-budget'];

describe('the name that was probably meant', () => {
  it.each([
    ['size-bugdet', 'size-budget'],
    ['paths-exists', 'paths-exist'],
    ['Size-Budget', 'size-budget'],
    ['protectd-pths', 'protected-paths'],
    ['mine', undefined],
    ['', undefined],
  ])('of %j is %s', (name, meant) => {
    expect(nearest(name, known)).toBe(meant);
  });

  it('is the one with the fewest edits, the first of equals', () => {
    expect(nearest('abc', ['abx', 'abc', 'abd'])).toBe('abc');
    expect(nearest('abc', ['abx', 'abd'])).toBe('abx');
  });

  it('is none where nothing is known', () => {
    expect(nearest('abc', [])).toBeUndefined();
  });

  it('is found for any name with one slip', () => {
    const name = fc.string({ minLength: 3, maxLength: 12, unit: fc.constantFrom(...'abcdef') });
    fc.assert(
      fc.property(name, fc.nat(), fc.constantFrom('', 'z', 'zz'), (meant, place, slip) => {
        const at = place % meant.length;
        const typed = meant.slice(0, at) + slip + meant.slice(at + 1);
        expect(nearest(typed, ['0123456789abcdef', meant])).toBe(meant);
      }),
    );
  });
});
