import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * All that is at some paths of a unit's disk and below them: `folder, 0700`, by absolute path.
 *
 * @param root - the folder that stands for the unit's `/`
 */
export function filesOnDisk(root: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (shown: string) => {
    const real = path.join(root, shown);
    const stats = lstatSync(real, { throwIfNoEntry: false });
    if (stats === undefined) return;
    const mode = (stats.mode & 0o7777).toString(8).padStart(4, '0');
    found.set(shown, `${stats.isDirectory() ? 'folder' : 'file'}, ${mode}`);
    if (!stats.isDirectory()) return;
    for (const name of readdirSync(real).sort()) look(path.join(shown, name));
  };
  for (const each of paths) look(each);
  return found;
}
