import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DiskError } from '../../../../src/core/unit/disk/disk-error.ts';
import { ManagedTree, managedBase } from '../../../../src/core/unit/files/managed-tree.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let root: string;
let base: string;
let tree: ManagedTree;
let failures: DiskError[];
const failed = (error: DiskError) => failures.push(error);

beforeEach(() => {
  root = temporaryFolder();
  base = join(root, managedBase);
  tree = new ManagedTree(root);
  failures = [];
  fs.mkdirSync(join(root, 'elsewhere/a/b'), { recursive: true });
  fs.writeFileSync(join(root, 'elsewhere/a/b/kept'), '');
});

const make = (...names: readonly string[]) => tree.make(names, ({ shown }) => shown);
const mode = (path: string) => (fs.lstatSync(path).mode & 0o7777).toString(8);
const kept = () => fs.readdirSync(join(root, 'elsewhere/a/b'));

/** Puts a link in the place of a folder. */
function link(...names: readonly string[]): void {
  const place = join(base, ...names);
  fs.mkdirSync(join(place, '..'), { recursive: true });
  fs.symlinkSync(join(root, 'elsewhere', ...names), place);
}

describe('the folders', () => {
  it('are for root alone, and what is above them is as everybody has it', () => {
    expect(make('a', 'b')).toBe(`${managedBase}/a/b`);
    for (const folder of ['', 'a', 'a/b']) expect(mode(join(base, folder))).toBe('700');
    expect(mode(join(root, 'opt'))).not.toBe('700');
  });

  it.each([[['a', 'b']], [['a']], [[]]])('take the place of a link: %j', (names) => {
    link(...names);
    make('a', 'b');
    expect(fs.lstatSync(join(base, 'a/b')).isDirectory()).toBe(true);
    expect(fs.lstatSync(base).isDirectory()).toBe(true);
    expect(kept()).toEqual(['kept']);
  });

  it('are where the owner of the machine has put /opt', () => {
    fs.mkdirSync(join(root, 'data'));
    fs.symlinkSync('data', join(root, 'opt'));
    make('a');
    expect(fs.readdirSync(join(root, 'data/backup-integrator-charm'))).toEqual(['a']);
  });

  it('are looked into where they are there, with no link on the way', () => {
    expect(tree.look([], () => 1)).toBeUndefined();
    make('a', 'b');
    expect(tree.look(['a', 'b'], ({ shown }) => shown)).toBe(`${managedBase}/a/b`);
    expect([tree.has(['a'], 'b', failed), tree.has(['a'], 'c', failed)]).toEqual([true, false]);
    expect([tree.names(['a'], failed), tree.names(['c'], failed)]).toEqual([['b'], []]);
    fs.rmSync(base, { recursive: true });
    link();
    expect(tree.look(['a', 'b'], () => 1)).toBeUndefined();
    expect(tree.has(['a', 'b'], 'kept', failed)).toBe(false);
  });

  it('name the one that can not be made', () => {
    fs.writeFileSync(join(root, 'opt'), '');
    expect(() => make('a')).toThrow(/^\/opt can't be made: .*; move that away$/);
  });

  it('are closed to all but root', () => {
    make('a', 'b');
    fs.chmodSync(join(base, 'a/b'), 0o755);
    tree.restrict(['a'], 'b', failed);
    expect([mode(join(base, 'a/b')), failures]).toEqual(['700', []]);
  });
});

describe('what is removed', () => {
  it('is what has such a name, and is told', () => {
    make('a', 'b', 'c');
    make('a', 'd');
    const gone = tree.remove(['a'], (name) => name.toString() !== 'd', failed);
    expect([gone.map(String), failures]).toEqual([['b'], []]);
    expect(fs.readdirSync(join(base, 'a'))).toEqual(['d']);
  });

  it.each([[['a', 'b']], [['a']], [[]]])('is nothing behind a link: %j', (names) => {
    link(...names);
    tree.remove(['a', 'b'], () => true, failed);
    tree.removeEmpty(['a', 'b'], failed);
    expect(kept()).toEqual(['kept']);
    const shown = [managedBase, ...names].join('/');
    expect(failures.map(({ what }) => what)).toEqual([
      `${shown} can't be removed: something that is no folder is in its place (ENOTDIR)`,
    ]);
  });

  it('are empty folders, from below, up to the base', () => {
    make('a', 'b');
    make('a', 'c');
    tree.removeEmpty(['a', 'b'], failed);
    expect(fs.readdirSync(join(base, 'a'))).toEqual(['c']);
    tree.removeEmpty(['a', 'c', 'gone'], failed);
    expect(fs.readdirSync(join(root, 'opt'))).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('is no folder in which something is', () => {
    make('a', 'b');
    fs.writeFileSync(join(base, 'a/file'), '');
    tree.removeEmpty(['a', 'b'], failed);
    expect(fs.readdirSync(join(base, 'a'))).toEqual(['file']);
    fs.rmSync(join(base, 'a'), { recursive: true });
    fs.writeFileSync(join(base, 'a'), '');
    tree.removeEmpty(['a', 'b'], failed);
    expect(fs.readdirSync(base)).toEqual(['a']);
    expect(failures.map(({ what }) => what)).toEqual([
      `${managedBase}/a can't be removed: something that is no folder is in its place (ENOTDIR)`,
    ]);
  });
});
