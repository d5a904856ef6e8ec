import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';
import { scripts, state } from './disk.ts';

/** Something that is planted in the place of what the charm keeps. */
export interface Plant {
  readonly name: string;
  /** Whether nothing but its owner takes it away: the charm leaves it alone. */
  readonly isMount?: boolean;
  readonly onlyAt?: 'files' | 'folders';
  plant(file: string, elsewhere: string): void;
}

const mount = (from: string, to: string) => {
  execFileSync('mount', ['--bind', from, to], { stdio: 'pipe' });
};

export const plants: readonly Plant[] = [
  {
    name: 'a link to a folder',
    plant: (file, elsewhere) => fs.symlinkSync(path.join(elsewhere, 'folder'), file),
  },
  {
    name: 'a link to a file',
    plant: (file, elsewhere) => fs.symlinkSync(path.join(elsewhere, 'file'), file),
  },
  { name: 'a link to nowhere', plant: (file) => fs.symlinkSync('/nowhere/at/all', file) },
  { name: 'a link to itself', plant: (file) => fs.symlinkSync(path.basename(file), file) },
  {
    name: 'a second name of another file',
    plant: (file, elsewhere) => fs.linkSync(path.join(elsewhere, 'file'), file),
  },
  { name: 'a fifo', plant: (file) => void execFileSync('mkfifo', [file]) },
  { name: 'a device', plant: (file) => void execFileSync('mknod', [file, 'c', '1', '3']) },
  {
    name: 'a folder with files',
    onlyAt: 'files',
    plant(file) {
      fs.mkdirSync(path.join(file, 'deep'), { recursive: true });
      fs.writeFileSync(path.join(file, 'deep/file'), 'planted');
    },
  },
  { name: 'a file', onlyAt: 'folders', plant: (file) => fs.writeFileSync(file, 'planted') },
  {
    name: 'a mount of a folder',
    isMount: true,
    onlyAt: 'folders',
    plant(file, elsewhere) {
      fs.mkdirSync(file);
      mount(path.join(elsewhere, 'folder'), file);
    },
  },
  {
    name: 'a mount of a file',
    isMount: true,
    onlyAt: 'files',
    plant(file, elsewhere) {
      fs.writeFileSync(file, '');
      mount(path.join(elsewhere, 'file'), file);
    },
  },
];

const folders = [
  managedBase,
  ...[path.dirname(scripts), scripts, path.dirname(path.dirname(state)), path.dirname(state)],
  ...['units', 'units/backup-integrator', 'contributions', 'backup-integrator-0'].map((name) =>
    path.join(managedBase, name),
  ),
];

const files = [
  ...['run-before-backup', 'run-before-restore', 'stray'].map((name) => path.join(scripts, name)),
  ...[state, path.join(path.dirname(state), 'stray')],
  path.join(managedBase, 'units/backup-integrator/0'),
];

/** Every place, with everything that is planted there. */
export const planted = [
  ...folders.map((place) => ({ place, kind: 'folders' as const })),
  ...files.map((place) => ({ place, kind: 'files' as const })),
].flatMap(({ place, kind }) =>
  plants
    .filter(({ onlyAt = kind, isMount }) => {
      // The charm's own folder may have a disk of its own.
      return onlyAt === kind && !(isMount === true && place === managedBase);
    })
    .map((plant) => ({ place, plant })),
);

/** What the plants lead to, which is nobody's to change. */
export function layElsewhere(root: string): string {
  const elsewhere = path.join(root, 'elsewhere');
  fs.mkdirSync(path.join(elsewhere, 'folder/scripts/backup-integrator'), { recursive: true });
  fs.mkdirSync(path.join(elsewhere, 'folder/backup-integrator'));
  const names = [
    'file',
    'folder/0.json',
    'folder/run-before-backup',
    'folder/backup-integrator/0',
    'folder/scripts/backup-integrator/run-before-backup',
  ];
  for (const name of names) fs.writeFileSync(path.join(elsewhere, name), 'kept', { mode: 0o644 });
  return elsewhere;
}
