import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeJson } from '../../../src/core/juju/escape-json.ts';
import { anyCharacter } from '../../support/any-character.ts';

it('writes the characters as escapes, a pair of surrogates as two', () => {
  expect(escapeJson('"é\u2028🎉<"', /[\u0080-\uffff]/g)).toBe('"\\u00e9\\u2028\\ud83c\\udf89<"');
});

it('leaves the meaning as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const escaped = escapeJson(JSON.stringify(text), /[<>&\u007f-\uffff]/g);
      expect(escaped).not.toMatch(/[<>&\u007f-\uffff]/);
      expect(JSON.parse(escaped)).toBe(text);
    }),
  );
});
