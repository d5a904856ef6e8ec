import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeContribution,
  encodeContribution,
} from '../../../../src/plugins/fileset/globs/contribution.ts';
import { anyCharacter } from '../../../support/any-character.ts';

const path = fc
  .array(fc.string({ minLength: 1, unit: anyCharacter }), { minLength: 1, maxLength: 4 })
  .map((names) => `/${names.map((name) => name.replace(/[/\0]|^\.+$/g, '_')).join('/')}`);

const any = () => true;
const shown = (paths: readonly string[]) => paths.join(' ');
/** Read by a leader to whom every pattern matches everything. */
const decode = (text: string, ...patterns: readonly string[]) =>
  decodeContribution(text, new Map(patterns.map((pattern) => [pattern, any])), shown);

describe('a contribution', () => {
  it('is read back as it was written', () => {
    const matches = fc.dictionary(path, fc.array(path)).map((each) => Object.entries(each));
    fc.assert(
      fc.property(matches, (entries) => {
        const written = new Map(entries);
        expect(decode(encodeContribution(written), ...written.keys())).toEqual({
          matches: written,
          dropped: '',
        });
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

  it('answers nothing where there is none, and of other patterns', () => {
    const nothing = { matches: new Map(), dropped: '' };
    expect(decode('', '/a/*')).toEqual(nothing);
    expect(decode('{"/b/*":["/b/1"]}', '/a/*')).toEqual(nothing);
  });

  it.each(['junk', 'null', '7', '[]', '"/a/b"'])('answers nothing as %j, which is told', (text) => {
    expect(decode(text, '/a/*')).toEqual({
      matches: new Map(),
      dropped: 'all of it, as it is no list of paths',
    });
  });

  it('answers nothing to a pattern whose answer is no list, or longer than any', () => {
    const many = Array.from({ length: 10_001 }, (_, number) => `/a/${number}`);
    for (const answer of ['/a/b', { 0: '/a/b' }, null, many]) {
      const text = JSON.stringify({ '/a/*': answer, '/c/*': ['/c/d'] });
      expect(decode(text, '/a/*', '/c/*')).toEqual({
        matches: new Map([['/c/*', ['/c/d']]]),
        dropped: 'its answer to /a/*, which is no list of at most 10,000 paths',
      });
    }
  });

  it('answers nothing where it is longer than any', () => {
    const text = JSON.stringify({ '/a/*': ['/a/b'], x: 'x'.repeat(6 * 1024 * 1024) });
    expect(decode(text, '/a/*')).toEqual({
      matches: new Map(),
      dropped: 'all of it, as it is longer than 6,291,456 characters',
    });
  });

  it.each([
    'a',
    '',
    '/a/../b',
    '/..',
    '/a//b',
    '/a/',
    '/a/./b',
    '/a\0b',
    '/\ud800',
    `/${'x'.repeat(4095)}`,
  ])('answers without the path %j, which no unit finds', (wrong) => {
    const text = JSON.stringify({ '/a/*': ['/a/b', wrong] });
    expect(decode(text, '/a/*')).toEqual({
      matches: new Map([['/a/*', ['/a/b']]]),
      dropped: `${wrong}, which its globs can't match`,
    });
  });

  it('answers only with what the pattern matches', () => {
    const text = '{"/a/*":["/a/b","/etc/shadow",1,{}]}';
    const isBelow = (each: string) => each.startsWith('/a/');
    expect(decodeContribution(text, new Map([['/a/*', isBelow]]), shown)).toEqual({
      matches: new Map([['/a/*', ['/a/b']]]),
      dropped:
        "/etc/shadow something else than text something else than text, which its globs can't match",
    });
  });
});
