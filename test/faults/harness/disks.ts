import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';
import type { Disturbance } from './attempt.ts';
import { scripts, state } from './disk.ts';

/** A disk that can't be written to, and what is wrong with it. */
export interface BadDisk extends Disturbance {
  readonly name: string;
  /** Where it is so. */
  readonly where: string;
}

const run = (...[program, ...args]: readonly [string, ...string[]]) =>
  execFileSync(program, args, { stdio: 'pipe' });
const opt = (root: string) => path.join(root, 'opt');

/** Gives the machine's /opt a disk of its own. It is let go of lazily, as the folder of a machine goes with its test. */
function mountOpt(root: string, options: string): void {
  const saved = fs.mkdtempSync(path.join(root, 'saved-'));
  fs.mkdirSync(opt(root), { recursive: true });
  run('cp', '-a', `${opt(root)}/.`, saved);
  run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', opt(root));
  run('cp', '-a', `${saved}/.`, opt(root));
}

/** Puts what is on the disk into the machine's own folder again. */
function unmountOpt(root: string): void {
  const saved = fs.mkdtempSync(path.join(root, 'saved-'));
  run('cp', '-a', `${opt(root)}/.`, saved);
  run('umount', opt(root));
  run('cp', '-a', `${saved}/.`, opt(root));
}

function fill(root: string): void {
  const file = fs.openSync(path.join(opt(root), 'filler'), 'w');
  try {
    for (;;) fs.writeSync(file, Buffer.alloc(4096));
  } catch {
    fs.closeSync(file);
  }
}

function takeInodes(root: string): void {
  try {
    for (let number = 0; ; number++) fs.mkdirSync(path.join(opt(root), `taken-${number}`));
  } catch {}
}

function clear(root: string): void {
  for (const name of fs.readdirSync(opt(root))) {
    if (/^(filler|taken-\d+)$/.test(name)) {
      fs.rmSync(path.join(opt(root), name), { recursive: true });
    }
  }
}

const whole: readonly BadDisk[] = [
  {
    name: 'full',
    where: '/opt',
    spoil(root) {
      mountOpt(root, 'size=256k');
      fill(root);
    },
    relieve(root) {
      clear(root);
      unmountOpt(root);
    },
  },
  {
    name: 'without inodes',
    where: '/opt',
    spoil(root) {
      mountOpt(root, 'nr_inodes=100');
      takeInodes(root);
    },
    relieve(root) {
      clear(root);
      unmountOpt(root);
    },
  },
  {
    name: 'read-only',
    where: '/opt',
    spoil(root) {
      mountOpt(root, 'size=1m');
      run('mount', '-o', 'remount,ro', opt(root));
    },
    relieve(root) {
      run('mount', '-o', 'remount,rw', opt(root));
      unmountOpt(root);
    },
  },
];

/** With `chattr`, where there is something. The rest of the disk is as it was. */
const protectedAt = (attribute: 'i' | 'a', name: string, where: string): BadDisk => ({
  name,
  where,
  spoil(root) {
    if (fs.existsSync(path.join(root, where)))
      run('chattr', `+${attribute}`, path.join(root, where));
  },
  relieve(root) {
    if (fs.existsSync(path.join(root, where)))
      run('chattr', `-${attribute}`, path.join(root, where));
  },
});

const places = [
  ...[managedBase, path.dirname(scripts), scripts],
  ...[`${scripts}/run-before-backup`, `${scripts}/run-before-restore`],
  ...[path.dirname(path.dirname(state)), path.dirname(state), state],
];

/** Every disk that is tried. */
export const badDisks: readonly BadDisk[] = [
  ...whole,
  ...places.map((place) => protectedAt('i', 'immutable', place)),
  ...places.map((place) => protectedAt('a', 'append-only', place)),
];
