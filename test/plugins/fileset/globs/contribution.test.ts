import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeContribution,
  encodeContribution,
} from '../../../../src/plugins/fileset/globs/contribution.ts';

const path = fc
  .array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 4 })
  .map((names) => `/${names.map((name) => name.replace(/[/\0]|^\.+$/g, '_')).join('/')}`);

describe('a contribution', () => {
  it('is read back as it was written', () => {
    const matches = fc.dictionary(path, fc.array(path)).map((each) => Object.entries(each));
    fc.assert(
      fc.property(matches, (entries) => {
        const written = new Map(entries);
        expect(decodeContribution(encodeContribution(written))).toEqual(written);
      }),
    );
  });

  it('is the same text whatever the order of the fileset', () => {
    const one = encodeContribution(
      new Map([
        ['/b/*', ['/b/1']],
        ['/a/*', []],
      ]),
    );
    const other = encodeContribution(
      new Map([
        ['/a/*', []],
        ['/b/*', ['/b/1']],
      ]),
    );
    expect(one).toBe('{"/a/*":[],"/b/*":["/b/1"]}');
    expect(other).toBe(one);
  });

  it('is nothing without a pattern', () => {
    expect(encodeContribution(new Map())).toBe('');
  });

  it.each(['', 'junk', 'null', '7', '[]', '{"/a/*":"/a/b"}', '{"/a/*":[1]}', '{"/a/*":[null]}'])(
    'answers nothing as %j',
    (text) => {
      expect(decodeContribution(text).size).toBe(0);
    },
  );

  it.each(['a', '', '/a/../b', '/..', '/a//b', '/a/', '/a/./b', '/a\0b'])(
    'answers nothing for a pattern with the path %j, which no unit finds, and the rest as it is',
    (wrong) => {
      const text = JSON.stringify({ '/a/*': ['/a/b', wrong], '/c/*': ['/c/d'] });
      expect(decodeContribution(text)).toEqual(new Map([['/c/*', ['/c/d']]]));
    },
  );
});
