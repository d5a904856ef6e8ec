import type { World } from '../harness/world.ts';
import { accept, type Case, smallTree } from './case.ts';

/** One listed folder that holds what `build` makes. */
function below(title: string, build: (world: World) => void): Case {
  return { title, build, fileset: (at) => `${at}/data`, verdict: accept };
}

const punctuation = [...'!"#$%&\'()*+,-.:;<=>?@[\\]^_`{|}~ '];

/** What lies below a listed folder. */
export const kindCases: readonly Case[] = [
  below('an empty listed folder', (world) => world.folder('data')),
  below('a listed file', (world) => world.file('data')),
  below('an empty listed file', (world) => world.file('data', '')),
  below('folders, files and links', (world) => smallTree(world, 'data')),
  below('a name with each ASCII punctuation character', (world) => {
    for (const character of punctuation) world.file(`data/a${character}b`);
  }),
  below('a name of each ASCII punctuation character alone', (world) => {
    for (const character of punctuation.filter((each) => each !== '.'))
      world.file(`data/${character}`);
  }),
  below('a name with each control character', (world) => {
    for (let code = 1; code < 32; code++) world.file(`data/a${String.fromCharCode(code)}b`);
    world.file('data/a\x7fb');
  }),
  below('names that begin or end with a space', (world) =>
    world.files('data/ a', 'data/a ', 'data/ '),
  ),
  below('names with line breaks', (world) => world.files('data/a\nb', 'data/\n', 'data/a\r\nb')),
  below('names in many scripts', (world) =>
    world.files('data/Größe', 'data/日本語', 'data/نسخة', 'data/наследство', 'data/ไทย'),
  ),
  below('names with emoji', (world) => world.files('data/🎉', 'data/👩‍👩‍👧‍👦', 'data/🇩🇪')),
  below('names that differ in their Unicode form alone', (world) =>
    world.files('data/caf\u00e9', 'data/cafe\u0301'),
  ),
  below('names that differ in case alone', (world) => world.files('data/a', 'data/A')),
  below('names of 255 bytes', (world) =>
    world.files(`data/${'n'.repeat(255)}`, `data/${'ü'.repeat(127)}`),
  ),
  below('12 levels with names of 255 bytes', (world) =>
    world.file(`data/${Array(12).fill('l'.repeat(255)).join('/')}/file`),
  ),
  below('hidden files and folders', (world) => world.files('data/.file', 'data/.folder/.file')),
  below('names that Bacula writes to its own folders', (world) =>
    world.files('data/bacula.bsr', 'data/.nobackup', 'data/lost+found/file'),
  ),
  below('hard links', (world) => {
    world.file('data/one');
    world.hardLink('data/two', 'data/one');
    world.hardLink('data/folder/three', 'data/one');
  }),
  below('a dangling link', (world) => {
    world.folder('data');
    world.link('data/link', '/nowhere');
  }),
  below('links to a folder, upwards and to themselves', (world) => {
    world.folder('data/folder');
    world.link('data/down', 'folder');
    world.link('data/up', '..');
    world.link('data/self', 'self');
  }),
  below('a link with a target of 2,000 bytes', (world) => {
    world.folder('data');
    world.link('data/link', `/${'t'.repeat(199)}`.repeat(10));
  }),
  below('a FIFO', (world) => {
    world.folder('data');
    world.by('mkfifo', [], 'data/fifo');
  }),
  below('setuid, setgid and sticky', (world) => {
    world.file('data/setuid', '', { mode: 0o4755 });
    world.file('data/setgid', '', { mode: 0o2755 });
    world.folder('data/sticky', { mode: 0o1777 });
  }),
  below('files without any permission', (world) => {
    world.file('data/file', 'closed\n', { mode: 0 });
    world.file('data/folder/file');
    world.folder('data/folder', { mode: 0 });
  }),
  ...[0o400, 0o600, 0o640, 0o666, 0o700, 0o755].map((mode) =>
    below(`mode ${mode.toString(8)}`, (world) => {
      world.file('data/file', 'mode\n', { mode });
      world.folder('data/folder', { mode });
    }),
  ),
  below('owners that no account has', (world) => {
    world.file('data/file', 'owned\n', { owner: [54321, 12345] });
    world.folder('data/folder', { owner: [4294967000, 1] });
  }),
  below('modification times of 1980 and 2037', (world) => {
    world.file('data/old', 'old\n', { mtime: 315532800 });
    world.file('data/new', 'new\n', { mtime: 2114380800 });
    world.folder('data/folder', { mtime: 315532800 });
  }),
  below('binary content', (world) => {
    world.file('data/bytes', Buffer.from(Array.from({ length: 65536 }, (_, index) => index % 256)));
  }),
  below('a file of 20 MB', (world) => world.file('data/large', Buffer.alloc(20_000_000, 'large'))),
  below('a file whose size is a power of two, and its neighbours', (world) => {
    for (const size of [65535, 65536, 65537]) world.file(`data/${size}`, Buffer.alloc(size, 'x'));
  }),
  below('a file with holes, as its content', (world) => {
    world.file('data/sparse', '');
    world.by('truncate', ['-s', '5M'], 'data/sparse');
  }),
  below('3,000 files in one folder', (world) => {
    for (let file = 0; file < 3000; file++) world.file(`data/${file}`, '');
  }),
  below('100 levels', (world) => world.file(`data/${'level/'.repeat(100)}file`)),
  below('compressed content', (world) => {
    world.file('data/plain', 'compress me\n'.repeat(1000));
    world.by('gzip', ['-n'], 'data/plain');
  }),
];
