import fs from 'node:fs';
import path from 'node:path';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';

/** Where the scripts are. */
export const scripts = `${managedBase}/scripts/backup-integrator`;
export const state = `${managedBase}/state/backup-integrator/0.json`;

/** Everything that the charm keeps: `<mode> <content>` by path, of a folder the mode alone. */
export function kept(root: string): Record<string, string> {
  const base = path.join(root, managedBase);
  if (fs.lstatSync(base, { throwIfNoEntry: false })?.isDirectory() !== true) return {};
  const names = ['', ...fs.readdirSync(base, { recursive: true, encoding: 'utf8' }).sort()];
  return Object.fromEntries(
    names.map((name) => [path.join(managedBase, name), describe(path.join(base, name))]),
  );
}

function describe(file: string): string {
  const stats = fs.lstatSync(file);
  const mode = (stats.mode & 0o7777).toString(8);
  if (stats.isFile()) return `${mode} ${fs.readFileSync(file, 'utf8')}`;
  return stats.isDirectory() ? mode : `${mode} neither a file nor a folder`;
}

/** The same without what the charm remembers, which differs from one time to the next. */
export function comparable(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, file === state ? '600' : text]),
  );
}

/** What is below the charm's folder and is no file that was put in place: a kill may leave it. */
export function isLeftByKill(file: string): boolean {
  return path.basename(file).startsWith('.');
}
