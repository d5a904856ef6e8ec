import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { encodeDatabag } from '../../../src/core/juju/databag.ts';

describe('encodeDatabag', () => {
  it('escapes what yaml.v2 refuses or changes', () => {
    expect(encodeDatabag({ key: 'a\u007f\u0085\u009f\u2028\u2029\ufeff\ufffe\uffffz' })).toBe(
      '{"key":"a\\u007f\\u0085\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffffz"}',
    );
  });

  it('leaves characters beyond the BMP raw, as an escaped surrogate pair is refused', () => {
    expect(encodeDatabag({ key: '/srv/🎉' })).toBe('{"key":"/srv/🎉"}');
  });

  it('refuses a lone surrogate by the name of its key', () => {
    expect(() => encodeDatabag({ fileset: '\ud83c' })).toThrow(/value of fileset .*lone surrogate/);
  });

  it('is read back by a YAML reader as what it was', () => {
    const databag = fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(databag, (values) => {
        expect({ ...parse(encodeDatabag(values)) }).toEqual({ ...values });
      }),
    );
  });
});
