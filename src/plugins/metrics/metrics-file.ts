import path from 'node:path';
import { type UnitDisk, Unreadable } from '../../core/unit/disk/unit-disk.ts';
import { managedBase } from '../../core/unit/files/managed-tree.ts';

/** What the option says. */
export type MetricsFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly value: string; readonly wrong: string }
  | { readonly kind: 'file'; readonly path: string };

/** Bytes of the path, as Linux has it, and of the file's name: a temporary one is longer. */
export const mostOfMetricsFile = { path: 4095, name: 200 } as const;

const suffix = '.prom';

/** Folders in which there are no files of the usual kind, and the charm's own. */
const refused = ['/proc', '/sys', '/dev', managedBase];

/** Reads the option's value, without white space around it. */
export function readMetricsFile(text: string): MetricsFile {
  const file = text.trim();
  if (file === '') return { kind: 'none' };
  const wrong = wrongWith(file);
  if (wrong === undefined) return { kind: 'file', path: file };
  // As much as shows what it is.
  return { kind: 'invalid', value: file.slice(0, mostOfMetricsFile.path), wrong };
}

function wrongWith(file: string): string | undefined {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const bytes = Buffer.byteLength(file);
  if (bytes > mostOfMetricsFile.path) {
    return `has ${bytes} bytes, and may have ${mostOfMetricsFile.path}`;
  }
  if (!file.startsWith('/')) return 'is not an absolute path';
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(file)) return "has a character that can't be seen";
  if (path.posix.normalize(file) !== file) return 'has //, . or .. in it';
  if (!base.endsWith(suffix) || base === suffix) return `is not the name of a file in ${suffix}`;
  const name = Buffer.byteLength(base);
  if (name > mostOfMetricsFile.name) {
    return `has a name of ${name} bytes, which may have ${mostOfMetricsFile.name}`;
  }
  const within = refused.find((folder) => file.startsWith(`${folder}/`));
  return within === undefined ? undefined : `is in ${within}`;
}

/** What keeps the charm from a folder. */
interface Obstacle {
  readonly kind: 'link' | 'other';
  readonly folder: string;
  /** As the rest of a clause that begins with the folder. */
  readonly wrong: string;
}

/** What keeps the charm from the folder of the file: the first of it from the root down. Undefined where nothing does. */
export function obstacleTo(file: string, disk: UnitDisk): Obstacle | undefined {
  const names = path.posix.dirname(file).split('/').slice(1);
  for (const count of names.keys()) {
    const folder = `/${names.slice(0, count + 1).join('/')}`;
    const stats = disk.lstat(folder);
    if (stats instanceof Unreadable) {
      return { kind: 'other', folder, wrong: `can't be looked at (${stats.reason})` };
    }
    if (stats === undefined) return { kind: 'other', folder, wrong: 'is not there' };
    if (stats.isSymbolicLink()) return { kind: 'link', folder, wrong: 'is a symbolic link' };
    if (!stats.isDirectory()) return { kind: 'other', folder, wrong: 'is no folder' };
  }
  return undefined;
}
