import {
  type DiskPath,
  ifThere,
  type Stats,
  type UnitDisk,
} from '../../../core/unit/disk/unit-disk.ts';

/** Files that are looked at twice. */
export const mostRecent = 50_000;

/** A path below a listed one. */
export interface At {
  /** The listed one. */
  readonly start: string;
  readonly path: DiskPath;
}

interface Seen {
  readonly at: At;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Files that were written lately: what else changes within minutes was hardly left alone for a day before. */
export class RecentFiles {
  readonly #most: number;
  readonly #since: number;
  readonly #seen: Seen[] = [];
  #isFull = false;

  /**
   * @param most - files to keep
   * @param since - milliseconds since 1970: what was not written since then is not kept
   */
  constructor(most: number, since: number) {
    this.#most = most;
    this.#since = since;
  }

  /** Whether there were more than could be kept. */
  get isFull(): boolean {
    return this.#isFull;
  }

  note(at: At, { size, mtimeMs }: Stats): void {
    if (mtimeMs < this.#since) return;
    if (this.#seen.length < this.#most) this.#seen.push({ at, size, mtimeMs });
    else this.#isFull = true;
  }

  /** Those that are another file by now, or have another size or time. What is gone has not changed. */
  changed(disk: UnitDisk): At[] {
    const isChanged = ({ at, size, mtimeMs }: Seen) => {
      const now = ifThere(disk.lstat(at.path));
      return now !== undefined && (now.size !== size || now.mtimeMs !== mtimeMs);
    };
    return this.#seen.filter(isChanged).map(({ at }) => at);
  }
}
