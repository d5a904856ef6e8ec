import { isUtf8 } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { DiskPath } from './disk-path.ts';

/** What a folder has under one name. */
export interface FolderEntry {
  /** With U+FFFD in the place of what is not UTF-8. */
  readonly name: string;
  readonly kind: 'folder' | 'link' | 'other';
  readonly isUtf8: boolean;
}

/**
 * Bytes of a folder itself, as stat(2) has them: some 30,000 names. One that is bigger is read by `find`, as all that it
 * holds can be too much for this process. And bytes of names that `find` may answer with.
 */
export const mostOfFolder = { inOnePiece: 1024 * 1024, names: 32 * 1024 * 1024 } as const;

/** The code of a folder that has too much in it. */
const tooMuch = 'EFBIG';

/**
 * Reads a folder.
 *
 * @param seconds - how long it may take, where it is big
 * @param names - bytes of names that it may have, where it is big
 * @throws Error as node:fs does; with the code `EFBIG` where there is more than can be held, or read in time
 */
export function readEntries(
  folder: DiskPath,
  seconds: number,
  names: number = mostOfFolder.names,
): Iterable<FolderEntry> {
  if (fs.statSync(folder).size <= mostOfFolder.inOnePiece) return readHere(folder);
  return readByFind(folder, seconds, names) ?? readHere(folder);
}

function readHere(folder: DiskPath): Iterable<FolderEntry> {
  const dirents = fs.readdirSync(folder, { withFileTypes: true });
  const isOdd = dirents.some(({ name }) => name.includes('\uFFFD'));
  const odd = isOdd ? oddNames(folder) : new Set<string>();
  return iterate(dirents, odd);
}

function* iterate(dirents: readonly fs.Dirent[], odd: ReadonlySet<string>): Iterable<FolderEntry> {
  for (const dirent of dirents) {
    const kind = dirent.isDirectory() ? 'folder' : dirent.isSymbolicLink() ? 'link' : 'other';
    yield { name: dirent.name, kind, isUtf8: !odd.has(dirent.name) };
  }
}

/** Linux does not promise UTF-8. */
function oddNames(folder: DiskPath): ReadonlySet<string> {
  const names = fs.readdirSync(folder, { encoding: 'buffer' });
  return new Set(names.filter((name) => !isUtf8(name)).map((name) => name.toString()));
}

/** Undefined where there is no `find` that can do it. */
function readByFind(
  folder: DiskPath,
  seconds: number,
  names: number,
): Iterable<FolderEntry> | undefined {
  // No argument of a process can be given as bytes.
  if (typeof folder !== 'string') throw tooManyNames();
  const args = [`${folder}/.`, '-mindepth', '1', '-maxdepth', '1', '-printf', '%y%f\\0'];
  const { status, stdout, error } = spawnSync('find', args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    cwd: '/',
    maxBuffer: names,
    timeout: Math.max(1, Math.ceil(seconds * 1000)),
    killSignal: 'SIGKILL',
  });
  if (error !== undefined && 'code' in error && /^(ENOBUFS|ETIMEDOUT)$/.test(String(error.code))) {
    throw tooManyNames();
  }
  return status === 0 ? parse(stdout) : undefined;
}

function tooManyNames(): Error {
  const error = new Error(`${tooMuch}: there are too many names in it, find`);
  return Object.assign(error, { code: tooMuch });
}

/** Names end with a NUL, after one character for their type: as in find(1), `%y`. */
function* parse(bytes: Buffer): Iterable<FolderEntry> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0, start);
    const name = bytes.subarray(start + 1, end);
    const type = bytes[start];
    const kind = type === 0x64 ? 'folder' : type === 0x6c ? 'link' : 'other';
    yield { name: name.toString(), kind, isUtf8: isUtf8(name) };
    start = end + 1;
  }
}
