import fs from 'node:fs';
import path from 'node:path';

/** Where the charm keeps everything on a unit's disk. */
export const managedBase = '/opt/backup-integrator-charm';

/** Scripts run as root: nobody else may read, change or replace them. */
const ownerOnly = 0o700;

/** What is at the path itself. Undefined where nothing is, also as a file stands where a folder should be. */
export function lstat(file: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export function isOurs(stats: fs.Stats, mode = ownerOnly): boolean {
  return stats.uid === process.geteuid?.() && (stats.mode & 0o7777) === mode;
}

/**
 * Makes a folder below {@link managedBase}, and those above it up to there, for root alone. Anything else that stands in
 * their place, a symbolic link above all, is put out of the way.
 *
 * @param base - what `managedBase` is on this disk
 */
export function ensureFolders(base: string, folder: string): void {
  fs.mkdirSync(path.dirname(base), { recursive: true });
  const below = path.relative(base, folder).split(path.sep);
  ensureFolder(base);
  for (const [index] of below.entries())
    ensureFolder(path.join(base, ...below.slice(0, index + 1)));
}

function ensureFolder(folder: string): void {
  const stats = lstat(folder);
  if (stats?.isDirectory() && isOurs(stats)) return;
  if (!stats?.isDirectory()) {
    fs.rmSync(folder, { force: true });
    fs.mkdirSync(folder);
  }
  fs.chownSync(folder, process.geteuid?.() ?? -1, process.getegid?.() ?? -1);
  fs.chmodSync(folder, ownerOnly);
}

/**
 * Puts the content in the file's place. Atomic: whoever opens the file gets the old content or the new one, whole.
 *
 * @param isSynced - whether to wait until it would survive a loss of power
 */
export function replaceFile(
  file: string,
  content: Buffer,
  mode = ownerOnly,
  isSynced = true,
): void {
  const temporary = `${file}.${crypto.randomUUID()}`;
  try {
    write(temporary, content, mode, isSynced);
    if (lstat(file)?.isDirectory()) fs.rmSync(file, { recursive: true });
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
  if (isSynced) syncFolder(path.dirname(file));
}

function write(file: string, content: Buffer, mode: number, isSynced: boolean): void {
  const descriptor = fs.openSync(file, 'wx', mode);
  try {
    fs.fchmodSync(descriptor, mode);
    fs.writeFileSync(descriptor, content);
    if (isSynced) fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function syncFolder(folder: string): void {
  const descriptor = fs.openSync(folder, 'r');
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}

/**
 * The folders from `base` down to a folder, as far as they are there themselves. A symbolic link ends them: what it leads
 * to is not the charm's to remove.
 */
function realFolders(base: string, folder: string): string[] {
  const below = path.relative(base, folder).split(path.sep);
  const all = [base, ...below.map((_, index) => path.join(base, ...below.slice(0, index + 1)))];
  const end = all.findIndex((each) => lstat(each)?.isDirectory() !== true);
  return end < 0 ? all : all.slice(0, end);
}

/** Whether a folder below `base` is there, and no symbolic link leads to it. */
export function isRealFolder(base: string, folder: string): boolean {
  return realFolders(base, folder).at(-1) === folder;
}

/** Removes the folder if nothing is in it, and then those above it, up to and with `base`. */
export function removeEmptyFolders(base: string, folder: string): void {
  for (const each of realFolders(base, folder).reverse()) {
    if (fs.readdirSync(each).length > 0) return;
    fs.rmdirSync(each);
  }
}
