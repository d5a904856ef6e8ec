import { accept, type Case, losses, refuse, smallTree, warn } from './case.ts';

/** Two folders and a file, and a fileset that names them. */
function list(title: string, fileset: (at: string) => string): Case {
  return {
    title,
    build(world) {
      smallTree(world, 'one');
      smallTree(world, 'two');
      world.file('three');
    },
    fileset,
    meant: ['one', 'two', 'three'],
    verdict: accept,
  };
}

function one(title: string, fileset: (at: string) => string, verdict: Case['verdict']): Case {
  return { title, build: (world) => smallTree(world, 'data'), fileset, verdict };
}

const twenty = Array.from({ length: 20 }, (_, folder) => `data/${folder}`);
const many = Array.from({ length: 3000 }, (_, path) => `many/${path}`);

/** How a fileset is written. */
export const listCases: readonly Case[] = [
  list('paths separated by commas', (at) => `${at}/one,${at}/two,${at}/three`),
  list('paths separated by line breaks', (at) => `${at}/one\n${at}/two\n${at}/three`),
  list('paths separated by CRLF', (at) => `${at}/one\r\n${at}/two\r\n${at}/three\r\n`),
  list('paths separated by both', (at) => `${at}/one,\n${at}/two,\n\n${at}/three,`),
  list('blanks around paths', (at) => `  ${at}/one ,\t${at}/two\n   ${at}/three  `),
  list('empty entries', (at) => `,,${at}/one,,,${at}/two,\n,${at}/three`),
  list('a trailing slash', (at) => `${at}/one/,${at}/two///,${at}/three`),
  list('double slashes and dots', (at) => `/${at}//one,${at}/./two,${at}/./three`),
  list('a path named twice', (at) => `${at}/one,${at}/two,${at}/three,${at}/one`),
  list(
    'a path named twice in two spellings',
    (at) => `${at}/one,${at}/two,${at}/three,${at}//one/`,
  ),
  list('one folder above all', (at) => at),
  {
    title: '3,000 paths',
    build: (world) => world.files(...many),
    fileset: (at) => many.map((path) => `${at}/${path}`).join('\n'),
    meant: many,
    verdict: accept,
  },
  one('no fileset', () => '', refuse('fileset/not-set', losses.refusedByProvider)),
  one(
    'blanks and commas only',
    () => ' ,\n, ',
    refuse('fileset/not-set', losses.refusedByProvider),
  ),
  one(
    'a relative path',
    (at) => `${at}/data`.slice(1),
    refuse('fileset/relative-path', losses.refusedByProvider),
  ),
  one(
    'a path that begins with ~',
    () => '~/data',
    refuse('fileset/not-a-path', losses.refusedByProvider),
  ),
  one(
    'a command, as Bacula reads |',
    () => '|/bin/ls',
    refuse('fileset/relative-path', losses.refusedByProvider),
  ),
  one(
    'a list, as Bacula reads <',
    (at) => `<${at}/data/file`,
    refuse('fileset/relative-path', losses.refusedByProvider),
  ),
  one(
    'quotes around a path',
    (at) => `"${at}/data"`,
    refuse('fileset/not-a-path', losses.refusedByProvider),
  ),
  one(
    'a good path and a relative one',
    (at) => `${at}/data,etc`,
    refuse('fileset/relative-path', losses.refusedByProvider),
  ),
  one(
    'a missing path',
    (at) => `${at}/data,${at}/nowhere`,
    warn('fileset/missing-path', losses.backupWarns),
  ),
  one(
    'a missing path alone',
    (at) => `${at}/nowhere`,
    warn('fileset/missing-path', losses.backupWarns),
  ),
  {
    // The time of one folder is right or wrong, as the catalog happens to answer.
    title: 'paths below others, twenty times',
    build(world) {
      for (const folder of twenty) world.file(`${folder}/file`);
      for (const folder of twenty) world.folder(folder, { mtime: 1e9 });
    },
    fileset: (at) => twenty.map((folder) => `${at}/${folder},${at}/${folder}/file`).join(),
    meant: twenty,
    verdict: warn('fileset/nested-path', losses.silent),
  },
  {
    title: 'a .. behind a link, which leads elsewhere than it reads',
    build(world) {
      smallTree(world, 'data');
      smallTree(world, 'far/data');
      world.folder('far/away');
      world.link('near', 'far/away');
    },
    fileset: (at) => `${at}/near/../data`,
    verdict: refuse('fileset/parent-segment', losses.silent),
  },
];
