import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, quote, visible } from '../../../src/core/problems/quote.ts';

describe('quote', () => {
  it('shows printable text as it is, characters beyond the BMP included', () => {
    expect(quote('/srv/a b/ünï🎉')).toBe('"/srv/a b/ünï🎉"');
  });

  it('makes control characters and odd white space visible', () => {
    expect(quote('a\nb\t\u00a0\u200b\0')).toBe('"a\\u{a}b\\u{9}\\u{a0}\\u{200b}\\u{0}"');
  });

  it('cuts a long text between characters', () => {
    expect(quote('🎉'.repeat(5000))).toBe(`"${'🎉'.repeat(4096)}…"`);
  });
});

describe('visible and oneLine', () => {
  it('never let a line break or a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{C}\u2028\u2029]/u);
        expect(oneLine(text)).not.toMatch(/[\p{C}\u2028\u2029]/u);
      }),
    );
  });

  it('folds white space and cuts what is long', () => {
    expect(oneLine('ERROR one\n  two\n')).toBe('ERROR one two');
    expect(oneLine('x'.repeat(400))).toBe(`${'x'.repeat(300)}…`);
  });
});
