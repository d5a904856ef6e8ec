import fc from 'fast-check';

/** Characters with a meaning to a parser on the way, or without one to a reader. */
const special = [
  ...'/,\n\r\t \0"\'\\`$#{}[]()*?!@&|;<>=:%~-+.^',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u061c',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udc00',
  '\u{1f600}',
  '\u{e0001}',
];

const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', '0', 'é', '/') },
  { weight: 2, arbitrary: fc.constantFrom(...special) },
  { weight: 1, arbitrary: fc.nat(0xffff).map((code) => String.fromCharCode(code)) },
);

/** Any text, of what breaks parsers more often than not. */
export const anyText = fc.string({ unit: character, maxLength: 40 });

/** Any JSON, with keys and texts of the same. */
export const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyText,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, '', '__proto__'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor')), tie('value'), {
      maxKeys: 4,
    }),
  ),
})).value;

/** A name in a path. */
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'data', '..', '.', '', '*', '**', '?', '{a,b}', '{1..9}', '[a-z]*'),
  anyText,
);

const path = fc
  .tuple(
    fc.constantFrom('/', '/srv/', '/srv/data/', '/home/', ''),
    fc.array(name, { maxLength: 4 }),
  )
  .map(([start, names]) => start + names.join('/'));

/** Entries as an operator may write them, mistakes included. */
const entry = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom('/srv/data', '/srv/data/*', '/srv/**', '/etc', '/srv/*/'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '~',
      '$HOME/x',
      '@paths',
      '# note',
      '- /srv',
      '!/srv/x',
      'C:\\x',
      '/"a"',
    ),
  },
  { weight: 3, arbitrary: path },
  { weight: 1, arbitrary: anyText },
);

export const fileset = fc
  .array(fc.tuple(entry, fc.constantFrom(',', '\n', ' ', ',\n', '\r\n')), { maxLength: 6 })
  .map((entries) => entries.flat().join(''));

export const script = fc
  .tuple(
    fc.constantFrom(
      '',
      '#!/bin/sh\n',
      '#!/usr/bin/env bash\n',
      '#!/bin/sh\r\n',
      '@run.sh',
      '\n#!/bin/sh\n',
    ),
    anyText,
  )
  .map(([start, rest]) => start + rest);
