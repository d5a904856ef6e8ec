import type { World } from '../harness/world.ts';
import { accept, type Case, losses, refuse, smallTree, warn } from './case.ts';

function tree(world: World): void {
  smallTree(world, 'logs/a.d');
  smallTree(world, 'logs/b.d');
  world.files('logs/one.log', 'logs/two.log', 'logs/.hidden.log', 'logs/deep/er/three.log', 'note');
}

function glob(title: string, pattern: string, ...meant: string[]): Case {
  return {
    title: `${title}: ${pattern}`,
    build: tree,
    fileset: (at) => `${at}/${pattern}`,
    meant,
    verdict: accept,
  };
}

function lost(title: string, pattern: string, verdict: Case['verdict']): Case {
  return { ...glob(title, pattern, 'logs'), verdict };
}

/** Two globs of which one matches all folders, the other files too. */
function both(title: string, ...patterns: string[]): Case {
  const folders = ['logs/a.d', 'logs/b.d', 'logs/deep'];
  const files = ['logs/one.log', 'logs/two.log', 'logs/.hidden.log'];
  return {
    ...glob(title, patterns.join(), ...folders, ...files),
    fileset: (at) => patterns.map((pattern) => `${at}/${pattern}`).join(),
  };
}

/** Globs, which the charm expands and Bacula does not. */
export const globCases: readonly Case[] = [
  glob('a star', 'logs/*.log', 'logs/one.log', 'logs/two.log', 'logs/.hidden.log'),
  glob('a star that matches folders', 'logs/*.d', 'logs/a.d', 'logs/b.d'),
  glob('a star in a parent', 'logs/*/file', 'logs/a.d/file', 'logs/b.d/file'),
  glob('a star with a slash behind it', 'logs/*/', 'logs/a.d', 'logs/b.d', 'logs/deep'),
  both('folders, then everything', 'logs/*/', 'logs/*'),
  both('everything, then folders', 'logs/*', 'logs/*/'),
  glob('a question mark', 'logs/?.d', 'logs/a.d', 'logs/b.d'),
  glob('a range', 'logs/[a-b].d', 'logs/a.d', 'logs/b.d'),
  glob('a negated range', 'logs/[!a].d', 'logs/b.d'),
  glob('alternatives', 'logs/{one,two}.log', 'logs/one.log', 'logs/two.log'),
  glob(
    'alternatives with a star',
    'logs/{a.d,*.log}',
    'logs/a.d',
    'logs/one.log',
    'logs/.hidden.log',
  ),
  {
    ...glob('numbers', 'numbered/{1..2}', 'numbered/1', 'numbered/2'),
    build: (world) => world.files('numbered/1', 'numbered/2', 'numbered/3'),
  },
  glob('two stars', 'logs/**/*.log', 'logs/one.log', 'logs/deep/er/three.log'),
  glob('an extended pattern', 'logs/@(one|two).log', 'logs/one.log', 'logs/two.log'),
  glob('a class', 'logs/[[:alpha:]].d', 'logs/a.d', 'logs/b.d'),
  {
    ...glob('two globs', 'logs/*.d and note*', 'logs/a.d', 'logs/b.d', 'note'),
    fileset: (at) => `${at}/logs/*.d,${at}/note*`,
  },
  {
    ...glob('matches with Unicode names', 'names/*', 'names/Größe', 'names/日本語'),
    build: (world) => world.files('names/Größe', 'names/日本語'),
  },
  {
    ...lost(
      'a match with an emoji beyond U+FFFF',
      'names/*',
      warn('relation-publisher/path-beyond-bmp', losses.hookFails),
    ),
    build: (world) => world.files('names/a', 'names/🎉'),
    meant: ['names'],
  },
  {
    ...glob('2,000 matches', 'many/*', 'many'),
    build(world) {
      for (let file = 0; file < 2000; file++) world.file(`many/${file}`, '');
    },
    meant: Array.from({ length: 2000 }, (_, file) => `many/${file}`),
  },
  {
    ...lost(
      'more than 10,000 matches',
      'many/*',
      refuse('fileset/too-many-matches', losses.backupWarns),
    ),
    build(world) {
      for (let file = 0; file < 10_001; file++) world.file(`many/${file}`, '');
    },
    meant: ['many'],
  },
  {
    ...lost(
      'a match with a space',
      'names/*',
      refuse('relation-publisher/unsupported-path', losses.backupWarns),
    ),
    build: (world) => world.files('names/a b', 'names/c'),
    meant: ['names'],
  },
  {
    ...lost(
      'a match that is not UTF-8',
      'names/*',
      refuse('fileset/name-not-utf8', losses.backupWarns),
    ),
    build(world) {
      world.file('names/a');
      world.fileNamed('names', Buffer.from([0x62, 0xff]));
    },
    meant: ['names'],
  },
  {
    ...lost('a match that is a link', 'links/*', warn('fileset/symbolic-link', losses.silent)),
    build(world) {
      world.file('real');
      world.file('links/a');
      world.link('links/b', '../real');
    },
    meant: ['links/a', 'real'],
  },
  lost('no match', 'logs/*.tar', refuse('fileset/glob-without-match', losses.backupWarns)),
  {
    ...glob(
      'an alternative without match, until right before the backup',
      'logs/{one,four*}.log',
      'logs/one.log',
      'logs/four.log',
    ),
    later: (world) => world.file('logs/four.log'),
    verdict: warn('fileset/alternative-without-match', losses.silent),
  },
  lost(
    'a literal alternative that is missing',
    'logs/{one,four}.log',
    warn('fileset/missing-path', losses.backupWarns),
  ),
];
