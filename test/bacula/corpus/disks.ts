import { accept, type Case, losses, refuse, smallTree, warn } from './case.ts';

/** Links, mounts and file systems that the kernel makes up. */
export const diskCases: readonly Case[] = [
  {
    title: 'a path through a link to its parent',
    build(world) {
      smallTree(world, 'real/data');
      world.link('alias', 'real');
    },
    fileset: (at) => `${at}/alias/data`,
    meant: ['real/data'],
    verdict: warn('fileset/linked-parent', losses.restoreFails),
  },
  {
    title: 'a listed link to a folder',
    build(world) {
      smallTree(world, 'real');
      world.link('data', 'real');
    },
    fileset: (at) => `${at}/data`,
    meant: ['data', 'real'],
    verdict: warn('fileset/symbolic-link', losses.silent),
  },
  {
    title: 'a listed link to a file',
    build(world) {
      world.file('real');
      world.link('data', 'real');
    },
    fileset: (at) => `${at}/data`,
    meant: ['data', 'real'],
    verdict: warn('fileset/symbolic-link', losses.silent),
  },
  {
    title: 'a listed link that leads nowhere',
    build: (world) => world.link('data', 'nowhere'),
    fileset: (at) => `${at}/data,${at}/nowhere`,
    meant: ['data', 'nowhere'],
    verdict: {
      label: 'warn',
      codes: ['fileset/missing-path', 'fileset/symbolic-link'],
      loss: losses.backupWarns,
    },
  },
  {
    title: 'a link and what it leads to, both listed',
    build(world) {
      smallTree(world, 'real');
      world.link('data', 'real');
    },
    fileset: (at) => `${at}/data,${at}/real`,
    meant: ['data', 'real'],
    verdict: accept,
  },
  {
    title: 'a link, and a folder above what it leads to',
    build(world) {
      smallTree(world, 'above/real');
      world.link('data', 'above/real');
    },
    fileset: (at) => `${at}/data,${at}/above`,
    meant: ['data', 'above'],
    verdict: accept,
  },
  {
    title: 'a listed mount point',
    build(world) {
      world.fileSystem('data');
      smallTree(world, 'data/tree');
    },
    fileset: (at) => `${at}/data`,
    meant: ['data/tree'],
    verdict: accept,
  },
  {
    title: 'a folder on a mount',
    build(world) {
      world.fileSystem('mount');
      smallTree(world, 'mount/data');
    },
    fileset: (at) => `${at}/mount/data`,
    meant: ['mount/data'],
    verdict: accept,
  },
  {
    title: 'a mount below a listed folder',
    build(world) {
      smallTree(world, 'data');
      world.fileSystem('data/mount');
      smallTree(world, 'data/mount');
    },
    fileset: (at) => `${at}/data`,
    verdict: warn('fileset/nested-mount', losses.silent),
  },
  {
    title: 'a mount below a listed folder, listed too',
    build(world) {
      smallTree(world, 'data');
      world.fileSystem('data/mount');
      smallTree(world, 'data/mount/tree');
    },
    fileset: (at) => `${at}/data,${at}/data/mount`,
    meant: ['data/file', 'data/empty', 'data/link', 'data/mount/tree'],
    verdict: accept,
  },
  {
    title: 'a bind mount of the same file system below a listed folder',
    build(world) {
      smallTree(world, 'data');
      smallTree(world, 'other/tree');
      world.bind('data/mount', 'other');
    },
    fileset: (at) => `${at}/data`,
    meant: ['data/file', 'data/empty', 'data/link', 'data/mount/tree'],
    verdict: accept,
  },
  {
    title: 'a file of proc, which Bacula takes for empty',
    build: (world) => world.kernelFileSystem('proc', 'proc'),
    fileset: (at) => `${at}/proc/sys/kernel/ostype`,
    meant: ['proc/sys/kernel/ostype'],
    lose: (world) => world.unmount('proc'),
    verdict: refuse('fileset/pseudo-file-system', losses.silent),
  },
  {
    title: 'a listed folder of sysfs',
    build: (world) => smallTree(world, 'data'),
    fileset: (at) => `${at}/data,/sys/bus/cpu`,
    verdict: refuse('fileset/pseudo-file-system', losses.backupWarns),
  },
];
