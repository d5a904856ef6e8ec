import fs from 'node:fs';
import type { World } from '../harness/world.ts';
import { accept, type Case, losses, refuse, smallTree, warn, warnForTwin } from './case.ts';

/** An automount point at `data/auto`, for the file system at `other`. */
function automount(world: World): void {
  smallTree(world, 'data');
  world.fileSystem('other');
  smallTree(world, 'other/tree');
  world.automount('data/auto', 'other');
}

/** Looks into it, so that its daemon mounts what belongs there. */
function automounted(world: World): void {
  automount(world);
  fs.readdirSync(world.host('data/auto'));
}

/** What unmounts itself when nobody uses it. The charm's look at it has mounted it, as anybody's does. */
const idle = (world: World) => world.unmount('data/auto');

const idleAutomount = 'a listed automount that is idle when the backup begins';

/** Another user's FUSE mount at `data/mount`, next to files that anybody can read. */
function userMount(world: World): void {
  smallTree(world, 'data');
  smallTree(world, 'cloud');
  world.userFileSystem('data/mount', 'cloud');
}

const nextToUserMount = ['data/file', 'data/empty', 'data/link'];

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
  {
    title: 'an automount below a listed folder, with its file system mounted',
    build: automounted,
    fileset: (at) => `${at}/data`,
    verdict: warn('fileset/nested-mount', losses.silent),
  },
  {
    title: 'an automount below a listed folder, idle',
    build: automount,
    fileset: (at) => `${at}/data`,
    meant: ['other/tree'],
    verdict: warn('fileset/nested-mount', losses.silent),
  },
  {
    title: 'a listed automount that stays mounted',
    build: automounted,
    fileset: (at) => `${at}/data/auto`,
    meant: ['data/auto/tree'],
    verdict: warnForTwin('fileset/automount', {
      unseen: 'that it is still mounted when the backup begins',
      lost: idleAutomount,
    }),
  },
  {
    title: idleAutomount,
    build: automount,
    fileset: (at) => `${at}/data/auto`,
    meant: ['other/tree'],
    later: idle,
    verdict: warn('fileset/automount', losses.silent),
  },
  {
    title: 'a listed folder in an automount that is idle when the backup begins',
    build: automount,
    fileset: (at) => `${at}/data/auto/tree`,
    meant: ['other/tree'],
    later: idle,
    verdict: accept,
  },
  {
    title: 'another user’s FUSE mount below a listed folder',
    build: userMount,
    fileset: (at) => `${at}/data`,
    meant: nextToUserMount,
    verdict: warn('fileset/nested-mount', losses.backupWarns),
  },
  {
    title: 'another user’s FUSE mount, listed',
    build: userMount,
    fileset: (at) => `${at}/data/mount,${at}/data/file`,
    meant: nextToUserMount,
    verdict: warn('fileset/unreadable-path', losses.backupWarns),
  },
  {
    title: 'a listed path in another user’s FUSE mount',
    build: userMount,
    fileset: (at) => `${at}/data/mount/file,${at}/data/file`,
    meant: nextToUserMount,
    verdict: warn('fileset/unreadable-path', losses.backupWarns),
  },
  {
    title: 'a listed socket',
    build: (world) => world.socket('data'),
    fileset: (at) => `${at}/data`,
    verdict: warn('fileset/socket', losses.backupIsEmpty),
  },
  {
    title: 'a listed socket, and a folder',
    build(world) {
      world.socket('socket');
      smallTree(world, 'data');
    },
    fileset: (at) => `${at}/socket,${at}/data`,
    meant: ['socket', 'data'],
    verdict: warn('fileset/socket', losses.silent),
  },
];
