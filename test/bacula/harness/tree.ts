import { createHash } from 'node:crypto';
import fs from 'node:fs';

/** What one name in a tree is, in words that can be compared: the kind, mode, owner, group, mtime and content. */
export type Tree = ReadonlyMap<string, string>;

/**
 * Everything at and below these host paths. Names are read as bytes (a key is their latin1 text), since Linux does
 * not promise UTF-8. Names that are one file are found by their inode, and compared as such.
 */
export function snapshot(paths: readonly string[]): Tree {
  const tree = new Map<string, string>();
  const inodes = new Map<string, string>();
  for (const path of paths) visit(Buffer.from(path), tree, inodes);
  return tree;
}

function visit(name: Buffer, tree: Map<string, string>, inodes: Map<string, string>): void {
  const key = name.toString('latin1');
  const stats = fs.lstatSync(name, { throwIfNoEntry: false });
  if (stats === undefined) return;
  const inode = `${stats.dev}:${stats.ino}`;
  const sameAs = stats.isDirectory() ? undefined : inodes.get(inode);
  if (sameAs === undefined) inodes.set(inode, key);
  const mode = stats.mode.toString(8);
  const mtime = Math.floor(stats.mtimeMs / 1000);
  const facts = [mode, stats.uid, stats.gid, mtime, contentOf(name, stats)];
  tree.set(key, facts.concat(sameAs === undefined ? [] : `same file as ${sameAs}`).join(' '));
  if (!stats.isDirectory()) return;
  for (const child of fs.readdirSync(name, { encoding: 'buffer' }).sort(Buffer.compare)) {
    visit(Buffer.concat([name, Buffer.from('/'), child]), tree, inodes);
  }
}

function contentOf(name: Buffer, stats: fs.Stats): string {
  if (stats.isFile()) return createHash('sha256').update(fs.readFileSync(name)).digest('hex');
  if (stats.isSymbolicLink()) return fs.readlinkSync(name, 'buffer').toString('latin1');
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return String(stats.rdev);
  return '';
}

/** What differs, one line a name; empty where the trees are equal. */
export function differences(before: Tree, after: Tree): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    return was === is ? [] : [`${name}: ${was ?? 'nothing'} -> ${is ?? 'nothing'}`];
  });
}

/** What rmdir(2) says of a mount point, and of a folder with one below it. */
const isHeldByMount = (code: unknown) => code === 'EBUSY' || code === 'ENOTEMPTY';

/** Removes everything at and below a host path; a mount point stays, emptied. */
export function wipe(path: string): void {
  wipeName(Buffer.from(path));
}

function wipeName(name: Buffer): void {
  const stats = fs.lstatSync(name, { throwIfNoEntry: false });
  if (stats?.isDirectory()) wipeFolder(name);
  else if (stats !== undefined) fs.unlinkSync(name);
}

function wipeFolder(folder: Buffer): void {
  for (const child of fs.readdirSync(folder, { encoding: 'buffer' })) {
    wipeName(Buffer.concat([folder, Buffer.from('/'), child]));
  }
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && isHeldByMount(error.code))) throw error;
  }
}
