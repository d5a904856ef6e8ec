import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  oneLine,
  outgoing,
  quote,
  visible,
  visibleJson,
} from '../../../src/core/problems/quote.ts';
import { anyCharacter } from '../../support/any-character.ts';

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
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
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

describe('what leaves the charm', () => {
  it('is one visible line with a bound, and stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 40_000, size: 'max' }), (text) => {
        const line = outgoing(text);
        expect(line).not.toMatch(/(?! )[\p{C}\p{Z}]/u);
        expect(line.length).toBeLessThanOrEqual(16_384);
        expect(outgoing(line)).toBe(line);
      }),
    );
    expect(outgoing('a b')).toBe('a b');
    expect(outgoing('🎉'.repeat(9000))).toBe(`${'🎉'.repeat(8191)}…`);
    expect(outgoing('\0'.repeat(9000))).toHaveLength(16_384);
  });

  it('is JSON that says the same, where it is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: anyCharacter }), (value, text) => {
        const json = visibleJson([value, { [text]: text }]);
        expect(json).not.toMatch(/(?! )[\p{C}\p{Z}]/u);
        expect(json).toBe(JSON.stringify(JSON.parse(json)).replace(/(?! )[\p{C}\p{Z}]/gu, escaped));
      }),
    );
    expect(visibleJson(undefined)).toBe('null');
    expect(visibleJson('\u202e\u{e0001}é')).toBe('"\\u202e\\udb40\\udc01é"');
  });
});

const escaped = (text: string) =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
