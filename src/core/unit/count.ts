import { quote } from '../problems/quote.ts';
import { ifThere, type Stats, type UnitDisk, Unreadable } from './unit-disk.ts';

/** What Bacula would save below some paths, as far as it was counted. */
export interface Count {
  /** Everything that is saved under a name: files, folders, links. */
  readonly files: number;
  readonly bytes: number;
  /** Why not everything is counted. */
  readonly cut?: string;
}

export interface Limits {
  /** Stop after so many files. */
  readonly entries: number;
  /** Asked now and then whether to stop. */
  readonly isLate: () => boolean;
  /** In words, when `isLate` stops the count. */
  readonly late: string;
}

/** Counts what is below the paths as Bacula walks them: no other file system, no link followed, a file with many names once. */
export function count(paths: readonly string[], disk: UnitDisk, limits: Limits): Count {
  const seen = new Set<string>();
  let [files, bytes] = [0, 0];
  let unread: string | undefined;
  for (const start of paths) {
    const device = ifThere(disk.lstat(start))?.dev;
    const open = [start];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (files === limits.entries) {
        return { files, bytes, cut: `counting stopped after ${files.toLocaleString('en')} files` };
      }
      if (files % 256 === 255 && limits.isLate()) return { files, bytes, cut: limits.late };
      const look = disk.lstat(path);
      if (look instanceof Unreadable) unread ??= path;
      const stats = ifThere(look);
      if (stats === undefined || stats.dev !== device || stats.isSocket()) continue;
      files++;
      if (stats.isFile() && isFirst(stats, seen)) bytes += stats.size;
      if (!stats.isDirectory()) continue;
      const entries = disk.readdir(path);
      if (entries instanceof Unreadable) unread ??= path;
      for (const { name } of ifThere(entries) ?? [])
        open.push(path === '/' ? `/${name}` : `${path}/${name}`);
    }
  }
  const cut = unread === undefined ? undefined : `${quote(unread)} could not be read`;
  return cut === undefined ? { files, bytes } : { files, bytes, cut };
}

function isFirst({ nlink, dev, ino }: Stats, seen: Set<string>): boolean {
  if (nlink === 1) return true;
  const inode = `${dev}:${ino}`;
  if (seen.has(inode)) return false;
  seen.add(inode);
  return true;
}
