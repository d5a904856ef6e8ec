import type { PathPattern } from '../../../core/spec/path-pattern.ts';

/** What has stopped the search for a glob: time, its matches, the bytes of all matches, or what it leads to. */
export type Stop = 'time' | 'matches' | 'bytes' | 'size';

/** What was found of one glob. */
export class Found {
  /** The matches of each pattern. */
  readonly matches: ReadonlyMap<string, string[]>;
  /** Paths with a name that is not UTF-8, which match as far as they go. */
  readonly notUtf8: string[] = [];
  /** Folders that should have been read and could not be. */
  readonly unreadable: string[] = [];
  /** Links to folders in which something could match. */
  readonly links: string[] = [];
  /** Bytes of the matches, as they stand in a databag. */
  bytes = 0;
  #matched = 0;
  #stop: Stop | undefined;

  constructor(patterns: readonly PathPattern[]) {
    this.matches = new Map(patterns.map(({ text }) => [text, []]));
  }

  /** How many paths match. */
  get size(): number {
    return this.#matched;
  }

  /** Why not all of it was found; nothing of the matches is kept then. */
  get stop(): Stop | undefined {
    return this.#stop;
  }

  /** @param patterns - those that match it */
  add(path: string, patterns: readonly string[]): void {
    this.#matched++;
    this.bytes += patterns.length * (Buffer.byteLength(JSON.stringify(path)) + 1);
    for (const pattern of patterns) this.matches.get(pattern)?.push(path);
  }

  end(stop: Stop): void {
    this.#stop ??= stop;
    this.#matched = 0;
    this.bytes = 0;
    for (const paths of [...this.matches.values(), this.notUtf8, this.unreadable, this.links]) {
      paths.length = 0;
    }
  }

  /** Puts all of it in order: a walk meets things as the disk has them. */
  sort(): void {
    for (const paths of [...this.matches.values(), this.notUtf8, this.unreadable, this.links]) {
      paths.sort();
    }
  }
}
