import fs from 'node:fs';
import path from 'node:path';
import type { CharmFile } from '../../charm/files/charm-file.ts';

/** The files of an unpacked charm, sorted by path. */
export function readFolder(folder: string): CharmFile[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      const mode = (fs.statSync(file).mode & 0o777) === 0o755 ? 0o755 : 0o644;
      return { path: name, mode, content: fs.readFileSync(file) };
    });
}
