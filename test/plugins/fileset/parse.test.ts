import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize, parseFileset } from '../../../src/plugins/fileset/parse.ts';

const values = (text: string) => parseFileset(text).map((entry) => entry.value);
const paths = (text: string) => parseFileset(text).flatMap((entry) => entry.paths);

describe('parseFileset', () => {
  it('separates entries at commas and line breaks, CRLF too', () => {
    expect(values('/a,/b\n/c\r\n/d')).toEqual(['/a', '/b', '/c', '/d']);
  });

  it('drops ASCII blanks around an entry, and no other white space', () => {
    expect(values(' /a\t,\t/b c ,/d\u00a0,\u3000/e,\f/f')).toEqual([
      '/a',
      '/b c',
      '/d\u00a0',
      '\u3000/e',
      '\f/f',
    ]);
  });

  it('drops empty entries', () => {
    expect(values(',, \n\r\n\t,')).toEqual([]);
  });

  it('keeps a comma inside of braces, nested ones too', () => {
    expect(values('/a/{b,c{d,e},f}/g,/h')).toEqual(['/a/{b,c{d,e},f}/g', '/h']);
  });

  it('takes a brace that nothing closes for a character', () => {
    expect(values('/a{b,/c}d,/e}')).toEqual(['/a{b,/c}d', '/e}']);
    expect(values('/a{b,/c\n/d}')).toEqual(['/a{b', '/c', '/d}']);
    expect(values('/a{b,/c{d,e}')).toEqual(['/a{b', '/c{d,e}']);
  });

  it('knows no comments, quotes or escapes', () => {
    expect(values('#/a,"/b",/c\\,/d')).toEqual(['#/a', '"/b"', '/c\\', '/d']);
  });

  it('takes five million braces as easily as one', () => {
    expect(values('{'.repeat(5_000_000))).toHaveLength(1);
  });

  it('tells the line of each entry', () => {
    expect(parseFileset('/a,/b\n\n/c').map((entry) => entry.line)).toEqual([1, 1, 3]);
  });

  it('drops a second entry for the same path', () => {
    expect(values('/a/b,/a//b/,/a/./b\n/a/b/.')).toEqual(['/a/b']);
  });

  it.each([
    ['/srv/*/,/srv/*', ['/srv/*/', '/srv/*']],
    ['/srv/*,/srv/*/', ['/srv/*', '/srv/*/']],
    ['/srv/{a,b}/,/srv/{a,b}', ['/srv/{a,b}/', '/srv/{a,b}']],
    ['/srv/*,/srv/*\n/srv/*', ['/srv/*']],
  ])('tells globs apart by their text, as a slash at the end counts: %j', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('takes a hundred thousand blanks as easily as one', () => {
    const text = `/a${' '.repeat(100_000)}b`;
    expect(values(` \t${text}\t `)).toEqual([text]);
  });

  it('does not take names for the same that Unicode normalisation would make equal', () => {
    expect(paths('/\u00e9,/e\u0301')).toEqual(['/\u00e9', '/e\u0301']);
  });

  it('finds again each path that was joined with commas', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[/,{\n\r \t]|^\.$/.test(text));
    const path = fc.array(segment, { minLength: 1 }).map((segments) => `/${segments.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(path), (list) => {
        expect(paths(list.join(','))).toEqual(list);
      }),
    );
  });
});

describe('normalize', () => {
  it.each([
    ['/', '/'],
    ['//', '/'],
    ['/a/', '/a'],
    ['//a///b/./c/.', '/a/b/c'],
    ['/a/../b', '/a/../b'],
    ['/...', '/...'],
    ['a//b/', 'a//b/'],
  ])('%s becomes %s', (path, expected) => {
    expect(normalize(path)).toBe(expected);
  });
});

describe('limits', () => {
  it('one entry more than there may be is read, and no other', () => {
    expect(parseFileset('/a,/b,/b/,/c,/d', 3).map(({ value }) => value)).toEqual([
      '/a',
      '/b',
      '/c',
      '/d',
    ]);
    expect(parseFileset('/a\n/b\n/c\n/d\n/e', 3)).toHaveLength(4);
  });

  it('an entry that is too long to be a path stands for none', () => {
    const [entry] = parseFileset(`/${'x'.repeat(8192)}`);
    expect(entry?.paths).toEqual([]);
    expect(parseFileset(`/${'x'.repeat(8191)}`)[0]?.paths).toHaveLength(1);
  });
});
