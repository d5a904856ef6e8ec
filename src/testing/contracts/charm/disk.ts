import assert from 'node:assert/strict';
import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { managedBase } from '../../../core/unit/files/managed-tree.ts';
import type { Databag } from '../../model/relation.ts';

const folder = `${managedBase}/scripts`;

/** What the charm keeps on a machine, and other programs may run: `<path>` and content of each file. */
export function keptFiles(root: string): Record<string, string> {
  const files = below(join(root, folder)).filter((file) => lstatSync(file).isFile());
  return Object.fromEntries(
    files.map((file) => [`/${relative(root, file)}`, readFileSync(file, 'utf8')]),
  );
}

/** The paths of files of the charm's that a databag names. */
export function namedFiles(databag: Databag): string[] {
  const named = Object.values(databag).flatMap((value) => value.match(inFolder) ?? []);
  return [...new Set(named)].sort();
}

const inFolder = new RegExp(`${folder}/[A-Za-z0-9._/-]+`, 'g');

/** Everything that the charm keeps, its folders too, is for its owner alone, and whole. */
export function assertOwnerOnly(root: string): void {
  const base = join(root, managedBase);
  for (const file of lstatSync(base, { throwIfNoEntry: false }) ? [base, ...below(base)] : []) {
    const stats = lstatSync(file);
    const shown = `/${relative(root, file)}`;
    assert.ok(stats.isFile() || stats.isDirectory(), `${shown} is neither a file nor a folder`);
    assert.equal(stats.mode & 0o077, 0, `${shown} is not for its owner alone`);
    assert.doesNotMatch(shown, /\.[0-9a-f]{12}$/, 'a temporary file was left behind');
  }
}

/** Opens all that the charm keeps, as another program may, and reads it once more when something has happened. */
export class OpenFiles implements Disposable {
  readonly #open: readonly { readonly file: string; readonly fd: number; readonly text: string }[];

  constructor(root: string) {
    const files = below(join(root, managedBase)).filter((file) => lstatSync(file).isFile());
    this.#open = files.map((file) => {
      const fd = openSync(file, 'r');
      return { file, fd, text: textOf(fd) };
    });
  }

  /** The files whose content has changed for whoever had them open. */
  get changed(): string[] {
    return this.#open.filter(({ fd, text }) => textOf(fd) !== text).map(({ file }) => file);
  }

  [Symbol.dispose](): void {
    for (const { fd } of this.#open) closeSync(fd);
  }
}

function textOf(fd: number): string {
  const content = Buffer.alloc(fstatSync(fd).size);
  readSync(fd, content, 0, content.length, 0);
  return content.toString();
}

/** All that is on the machine, but for what the charm keeps. */
export function othersFiles(root: string): string[] {
  const base = join(root, managedBase);
  return below(root).filter(
    (file) => !`${file}/`.startsWith(`${base}/`) && file !== join(base, '..'),
  );
}

/** What the charm has left on the machine: the paths of its files. */
export function leftFiles(root: string): string[] {
  const base = join(root, managedBase);
  return below(base)
    .filter((file) => !lstatSync(file).isDirectory())
    .map((file) => `/${relative(root, file)}`);
}

function below(top: string): string[] {
  if (lstatSync(top, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(top, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(top, name));
}
