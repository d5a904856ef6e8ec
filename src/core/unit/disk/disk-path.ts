import { isUtf8 } from 'node:buffer';
import path from 'node:path';

/** An absolute path on a unit: bytes where it is not UTF-8, which Linux does not promise. */
export type DiskPath = string | Buffer;

/** The path of what has a name in a folder: bytes where either is not UTF-8. */
export function inFolder(folder: DiskPath, name: string | Buffer): DiskPath {
  const slash = folder.at(-1) === '/' || folder.at(-1) === 0x2f ? '' : '/';
  if (typeof folder === 'string' && typeof name === 'string') return `${folder}${slash}${name}`;
  const bytes = Buffer.concat([Buffer.from(folder), Buffer.from(slash), Buffer.from(name)]);
  return isUtf8(bytes) ? bytes.toString() : bytes;
}

/** The path as it is below another root. */
export function belowRoot(root: string, file: DiskPath): DiskPath {
  if (root === '/') return file;
  return typeof file === 'string'
    ? path.join(root, file)
    : Buffer.concat([Buffer.from(root), file]);
}

/** Whether the last name of the path is UTF-8, whatever the folders above it are. */
export function isNamedInUtf8(file: DiskPath): boolean {
  return typeof file === 'string' || isUtf8(file.subarray(file.lastIndexOf('/') + 1));
}

/** The path as text: what is not UTF-8 in it as `\xff`. */
export function textOf(file: DiskPath): string {
  if (typeof file === 'string') return file;
  let text = '';
  for (let start = 0; start < file.length; ) {
    const length = [1, 2, 3, 4].find((each) => isUtf8(file.subarray(start, start + each)));
    text +=
      length === undefined
        ? `\\x${file.subarray(start, start + 1).toString('hex')}`
        : file.toString('utf8', start, start + length);
    start += length ?? 1;
  }
  return text;
}
