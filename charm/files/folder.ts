import fs from 'node:fs';
import path from 'node:path';
import type { CharmFile } from './charm-file.ts';

/** Writes the files into a new folder next to the old one first, so that the old charm stays whole until the new one is. */
export function replaceFolder(folder: string, files: readonly CharmFile[]): void {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const fresh = fs.mkdtempSync(`${folder}.`);
  try {
    fs.chmodSync(fresh, 0o755);
    for (const { path: name, mode, content } of files) {
      const file = path.join(fresh, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
      fs.chmodSync(file, mode);
    }
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(fresh, folder);
  } catch (error) {
    fs.rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}
