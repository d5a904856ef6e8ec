import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import { readBigFolder, type Wanted } from './big-folder.ts';
import type { DiskPath } from './disk-path.ts';
import type { FolderEntry } from './folder-entry.ts';

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
 * @param wanted - of a big one
 * @param bytes - of names that a big one may have
 * @throws Error as node:fs does; with the code `EFBIG` where there is more than can be held, or read in time
 */
export function readEntries(
  folder: DiskPath,
  wanted: Wanted,
  bytes: number = mostOfFolder.names,
): Iterable<FolderEntry> {
  if (fs.statSync(folder).size <= mostOfFolder.inOnePiece) return readHere(folder);
  // No argument of a process can be given as bytes.
  if (typeof folder !== 'string') throw tooManyNames();
  const big = readBigFolder(folder, wanted, bytes);
  if (big.is === 'too much') throw tooManyNames();
  return big.is === 'read' ? big.entries : readHere(folder);
}

function tooManyNames(): Error {
  const error = new Error(`${tooMuch}: there are too many names in it, find`);
  return Object.assign(error, { code: tooMuch });
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
