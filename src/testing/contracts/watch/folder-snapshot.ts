import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything below a folder, by path: mode, number and content, so that a file that was only replaced shows too. */
export function snapshot(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(names.map((name) => [name, describe(join(folder, name))]));
}

function describe(file: string): string {
  const stats = lstatSync(file);
  const facts = `${stats.mode.toString(8)} ${stats.ino}`;
  if (stats.isSymbolicLink()) return `${facts} ${readlinkSync(file)}`;
  return stats.isFile() ? `${facts} ${readFileSync(file, 'base64')}` : facts;
}
