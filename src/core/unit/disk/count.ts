import { quote } from '../../problems/quote.ts';
import { textOf } from './disk-path.ts';
import { walkSaved } from './saved-tree.ts';
import type { Stats, UnitDisk } from './unit-disk.ts';

/** What Bacula would save below some paths, as far as it was counted. */
export interface Count {
  /** Everything that is saved under a name: files, folders, links. */
  readonly files: number;
  readonly bytes: number;
  /** Why not everything is counted. */
  readonly cut?: string;
}

/** What is below some paths together, each file once, and below each of them. */
export interface Counts {
  readonly all: Count;
  /** By path, as listed. */
  readonly each: ReadonlyMap<string, Count>;
}

export interface Limits {
  /** Stop after so many files. */
  readonly entries: number;
  /** Asked now and then whether to stop, and told how far the count is. */
  readonly isLate: (soFar: Count) => boolean;
  /** In words, when `isLate` stops the count. */
  readonly late: string;
}

/** Counts what is below the paths as Bacula walks them: no other file system, no link followed, a file with many names once. */
export function count(paths: readonly string[], disk: UnitDisk, limits: Limits): Count {
  return countEach(paths, disk, limits).all;
}

/** Counts what is below the paths, and below each. The bytes of a file with many names count where it is met first. */
export function countEach(paths: readonly string[], disk: UnitDisk, limits: Limits): Counts {
  const all = new Sum();
  const own = new Map(paths.map((path) => [path, new Sum()]));
  const within = new Map(paths.map((path): [string, string[]] => [path, []]));
  const unfinished = new Set(paths);
  const seen = new Set<string>();
  const walkLimits = { entries: limits.entries, isLate: () => limits.isLate(all.count) };
  for (const met of walkSaved(paths, disk, walkLimits)) {
    switch (met.kind) {
      case 'saved': {
        const bytes = met.stats.isFile() && isFirst(met.stats, seen) ? met.stats.size : 0;
        all.add(bytes);
        own.get(met.start)?.add(bytes);
        break;
      }
      case 'mount':
        all.add(0);
        own.get(met.start)?.add(0);
        break;
      case 'unreadable': {
        const cut = `${quote(textOf(met.path))} could not be read`;
        all.cut ??= cut;
        const sum = own.get(met.start);
        if (sum !== undefined) sum.cut ??= cut;
        break;
      }
      case 'listed':
        within.get(met.start)?.push(met.other);
        break;
      case 'done':
        unfinished.delete(met.start);
        break;
      case 'stopped': {
        const { files } = all.count;
        const after = `counting stopped after ${files.toLocaleString('en')} files`;
        all.cut = met.by === 'time' ? limits.late : after;
        for (const path of unfinished) {
          const sum = own.get(path);
          if (sum !== undefined) sum.cut = all.cut;
        }
      }
    }
  }
  return { all: all.count, each: withWithin(own, within) };
}

/** Adds to each path what other listed paths below it have. */
function withWithin(
  own: ReadonlyMap<string, Sum>,
  within: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Count> {
  const whole = new Map<string, Sum>();
  const wholeOf = (path: string): Sum => {
    const known = whole.get(path);
    if (known !== undefined) return known;
    const sum = own.get(path) ?? new Sum();
    whole.set(path, sum);
    for (const other of within.get(path) ?? []) sum.take(wholeOf(other).count);
    return sum;
  };
  return new Map([...own.keys()].map((path) => [path, wholeOf(path).count]));
}

class Sum {
  cut: string | undefined;
  #files = 0;
  #bytes = 0;

  get count(): Count {
    const counted = { files: this.#files, bytes: this.#bytes };
    return this.cut === undefined ? counted : { ...counted, cut: this.cut };
  }

  add(bytes: number): void {
    this.#files++;
    this.#bytes += bytes;
  }

  take({ files, bytes, cut }: Count): void {
    this.#files += files;
    this.#bytes += bytes;
    this.cut ??= cut;
  }
}

function isFirst({ nlink, dev, ino }: Stats, seen: Set<string>): boolean {
  if (nlink === 1) return true;
  const inode = `${dev}:${ino}`;
  if (seen.has(inode)) return false;
  seen.add(inode);
  return true;
}
