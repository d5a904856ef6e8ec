import type { Position } from '../../../core/spec/path-patterns.ts';

/** A folder that is to be looked into, and how far the patterns are in it. */
export interface Pending {
  readonly folder: string;
  readonly position: Position;
}

/**
 * The folders that a walk has found and not looked into yet, each for all the globs that lead there.
 *
 * The glob that has taken the least time goes on first, deepest folder first: one that is too much for the limits stops
 * no other.
 */
export class Frontier {
  /** The glob of each pattern, by the index of both. */
  readonly #globOf: readonly number[];
  readonly #stacks: Pending[][];
  readonly #spent: number[];
  readonly #dropped = new Set<number>();
  readonly #done = new WeakSet<Pending>();
  readonly #globs = new WeakMap<Position, ReadonlySet<number>>();

  /** @param patterns - how many each glob has */
  constructor(patterns: readonly number[]) {
    this.#globOf = patterns.flatMap((count, glob) => new Array<number>(count).fill(glob));
    this.#stacks = patterns.map(() => []);
    this.#spent = patterns.map(() => 0);
  }

  /** How many there are for a glob. */
  sizeOf(glob: number): number {
    return this.#stacks[glob]?.length ?? 0;
  }

  /** The globs that are not at their end. */
  get unfinished(): number[] {
    return [...this.#stacks.keys()].filter((glob) => this.#top(glob) !== undefined);
  }

  globOf(pattern: number): number {
    return this.#globOf[pattern] ?? 0;
  }

  globsOf(position: Position): ReadonlySet<number> {
    const known = this.#globs.get(position);
    if (known !== undefined) return known;
    const globs = new Set([...position.patterns].map((pattern) => this.globOf(pattern)));
    this.#globs.set(position, globs);
    return globs;
  }

  /** The position without the globs that were dropped. */
  live(position: Position): Position {
    if (this.#dropped.size === 0) return position;
    return position.only((pattern) => !this.#dropped.has(this.globOf(pattern)));
  }

  /** The folder to look into now. */
  next(): Pending | undefined {
    let best: Pending | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [glob, spent] of this.#spent.entries()) {
      if (spent >= least) continue;
      const top = this.#top(glob);
      if (top !== undefined) [best, least] = [top, spent];
    }
    return best;
  }

  /** Adds folders, of which the first one comes first. */
  push(all: readonly Pending[]): void {
    for (const pending of all.toReversed()) {
      for (const glob of this.globsOf(this.live(pending.position)))
        this.#stacks[glob]?.push(pending);
    }
  }

  /** Leaves a folder that has been looked into for those that were found in it. */
  replace(pending: Pending, found: readonly Pending[]): void {
    this.#done.add(pending);
    for (const glob of this.globsOf(pending.position)) this.#top(glob);
    this.push(found);
  }

  /** Adds to the time that the globs have taken. */
  charge({ position }: Pending, time: number): void {
    for (const glob of this.globsOf(position)) this.#spent[glob] = (this.#spent[glob] ?? 0) + time;
  }

  /** Goes on without a glob. */
  drop(glob: number): void {
    this.#dropped.add(glob);
    const stack = this.#stacks[glob];
    if (stack !== undefined) stack.length = 0;
  }

  #top(glob: number): Pending | undefined {
    const stack = this.#stacks[glob] ?? [];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (!this.#done.has(top)) return top;
      stack.pop();
    }
    return undefined;
  }
}
