import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  decodeEnvironment,
  encodeEnvironment,
} from '../../../../src/core/unit/files/environment-file.ts';

const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/);
const value = fc.string({ unit: 'grapheme', maxLength: 500, size: 'max' });

it('gives back what was put into it: any text without NUL', () => {
  const variables = fc.dictionary(
    name,
    value.filter((each) => !each.includes('\0')),
  );
  fc.assert(
    fc.property(variables, (each) => {
      expect(decodeEnvironment(encodeEnvironment(each))).toEqual({ ...each });
    }),
  );
});

it('is read from whatever stands there', () => {
  expect(decodeEnvironment('no equals sign\0=x\0A=b')).toEqual({ A: 'b' });
  expect(decodeEnvironment('')).toEqual({});
});
