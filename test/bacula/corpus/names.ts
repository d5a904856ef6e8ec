import { accept, type Case, losses, refuse, smallTree, warn } from './case.ts';

const unsupported = 'relation-publisher/unsupported-path';

/** A listed folder with this name, written as `entry` in the fileset. */
function listed(title: string, name: string, verdict = accept, entry = name): Case {
  return {
    title,
    build: (world) => smallTree(world, name),
    fileset: (at) => `${at}/${entry}`,
    meant: [name],
    verdict,
  };
}

/** What a name that is cut at a character leaves over exists too: Bacula saves that instead. */
function cut(title: string, name: string, shorter: string): Case {
  return {
    ...listed(title, name, refuse(unsupported, losses.silent)),
    build(world) {
      smallTree(world, name);
      smallTree(world, shorter);
    },
  };
}

const beyondBmp = 'relation-publisher/path-beyond-bmp';

/** The control characters of ASCII that are neither white space nor NUL, which no name can have. */
const otherControls = Array.from({ length: 31 }, (_, index) =>
  String.fromCharCode(index + 1),
).filter((character) => !/\s/.test(character));

const plainPunctuation = [..."!$%&'()+-.:<>@]^_`|~"];

/** Characters in a listed path. */
export const nameCases: readonly Case[] = [
  ...plainPunctuation.map((character) =>
    listed(`a listed path with ${character}`, `a${character}b`),
  ),
  ...plainPunctuation
    .filter((character) => character !== '.')
    .map((character) => listed(`a listed path that begins with ${character}`, `${character}b`)),
  listed('a listed path with *, escaped', 'a*b', accept, 'a[*]b'),
  listed('a listed path with ?, escaped', 'a?b', accept, 'a[?]b'),
  listed('a listed path with [, escaped', 'a[b', accept, 'a[[]b'),
  listed('a listed hidden folder', '.hidden'),
  listed('a listed path in German', 'Größe'),
  listed('a listed path in Japanese', '日本語'),
  listed('a listed path in Arabic', 'نسخة'),
  listed('a listed path with an emoji up to U+FFFF', 'backup-☎️'),
  listed('a listed path composed (NFC)', 'caf\u00e9'),
  listed('a listed path decomposed (NFD)', 'cafe\u0301'),
  listed('a listed path with a no-break space inside', 'a\u00a0b'),
  listed('a listed path with U+007F inside', 'a\x7fb'),
  listed('a listed path with U+0085 inside', 'a\x85b'),
  listed('a listed path with U+009B inside', 'a\x9bb'),
  listed('a listed path with U+2028 inside', 'a\u2028b'),
  listed('a listed path with U+2029 inside', 'a\u2029b'),
  listed('a listed path with a zero-width space inside', 'a\u200bb'),
  listed('a listed path that ends in a zero-width space', 'a\u200b'),
  listed('a listed path with U+FEFF inside', 'a\ufeffb'),
  listed('a listed path with a right-to-left mark', 'a\u200fb'),
  listed('a listed name of 255 bytes', 'n'.repeat(255)),
  listed('a listed name of 255 bytes in Unicode', 'ü'.repeat(127)),
  listed(
    'a listed path of 12 levels with 200 bytes each',
    Array(12).fill('l'.repeat(200)).join('/'),
  ),
  {
    ...listed('two listed paths that differ in their Unicode form alone', 'caf\u00e9'),
    build(world) {
      smallTree(world, 'caf\u00e9');
      smallTree(world, 'cafe\u0301');
    },
    fileset: (at) => `${at}/caf\u00e9,${at}/cafe\u0301`,
    meant: ['caf\u00e9', 'cafe\u0301'],
  },
  cut('a space in a listed path', 'a b', 'a'),
  cut('a tab in a listed path', 'a\tb', 'a'),
  cut('a # in a listed path', 'a#b', 'a'),
  cut('a = in a listed path', 'a=b', 'a'),
  cut('a { in a listed path', 'a{b', 'a'),
  listed('a } in a listed path', 'a}b', refuse(unsupported, losses.refusedByDirector)),
  listed('a ; in a listed path', 'a;b', refuse(unsupported, losses.refusedByDirector)),
  listed('a \\ in a listed path', 'a\\b', refuse(unsupported, losses.refusedByDirector)),
  listed(
    'a carriage return in a listed path',
    'a\rb',
    refuse(unsupported, losses.refusedByDirector),
  ),
  cut('a vertical tab in a listed path', 'a\vb', 'a'),
  cut('a form feed in a listed path', 'a\fb', 'a'),
  cut('a comment behind a path', 'a # the data', 'a'),
  cut('U+001F at the end of a listed path', 'a\x1f', 'a'),
  cut('U+0085 at the end of a listed path', 'a\x85', 'a'),
  cut('U+2028 at the end of a listed path', 'a\u2028', 'a'),
  cut('a no-break space at the end of a listed path', 'a\u00a0', 'a'),
  cut('U+3000 at the end of a listed path', 'a\u3000', 'a'),
  listed('a " in a listed path', 'a"b', refuse(unsupported, losses.refusedInQuotes)),
  ...otherControls.map((character) =>
    listed(
      `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} in a listed path`,
      `a${character}b`,
      refuse(unsupported, losses.hiddenFromBaculum),
    ),
  ),
  listed('an emoji beyond U+FFFF in a listed path', 'backup-🎉', warn(beyondBmp, losses.hookFails)),
  listed('a rare kanji in a listed path', '𠮷', warn(beyondBmp, losses.hookFails)),
  {
    title: 'a path of over 4,095 bytes, which no system call takes',
    build: (world) => smallTree(world, 'data'),
    fileset: (at) => `${at}/data,${at}${'/data'.repeat(820)}`,
    verdict: refuse('fileset/path-too-long', losses.backupWarns),
  },
  {
    title: 'a comma in a name, which splits it in two',
    build: (world) => smallTree(world, 'a,b'),
    fileset: (at) => `${at}/a,b`,
    meant: ['a,b'],
    verdict: refuse(['fileset/missing-path', 'fileset/relative-path'], losses.refusedByProvider),
  },
  {
    title: 'a second path hidden behind a ;',
    build(world) {
      smallTree(world, 'a');
      smallTree(world, 'secret');
      smallTree(world, `a; File = ${world.at}/secret`);
    },
    fileset: (at) => `${at}/a; File = ${at}/secret`,
    meant: ['a; File = '],
    verdict: refuse(unsupported, losses.silent),
  },
  {
    title: 'a line break that begins another directive',
    build(world) {
      smallTree(world, 'data');
      world.file('data/.leave');
    },
    fileset: (at) => `${at}/data\n    Exclude Dir Containing = .leave`,
    verdict: refuse(['fileset/relative-path', unsupported], losses.backupIsEmpty),
  },
];
