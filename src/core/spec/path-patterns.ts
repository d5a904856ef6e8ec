import type { Part, PathPattern } from './path-pattern.ts';

/** A part of one of several patterns. */
type Segment = Part & { readonly pattern: number };

/**
 * Patterns that are matched together, name by name on the way down from `/`: what finds paths on a disk and what tells
 * whether a path could have been found so are one and the same.
 */
export class PathPatterns {
  /** At `/`. */
  readonly start: Position;

  constructor(patterns: readonly PathPattern[]) {
    const segments: Segment[] = [];
    const starts = patterns.map((pattern, index) => {
      const start = segments.length;
      segments.push(...pattern.segments.map((part) => ({ ...part, pattern: index })));
      return start;
    });
    this.start = new Position(segments, starts);
  }

  /** Where an absolute path leads to; its empty segments are passed over. */
  at(path: string): Position {
    let position = this.start;
    for (const name of path.split('/')) {
      if (position.isDead) break;
      if (name !== '') position = position.next(name);
    }
    return position;
  }

  /** Whether one of them matches the path. */
  match(path: string): boolean {
    return this.at(path).complete.length > 0;
  }
}

const none: readonly number[] = [];

/** Segments that `find` is asked for, at the most. */
const mostNames = 100;

/** Where `*` is all the magic, `find` matches what minimatch does. What is not UTF-8 is U+FFFD for minimatch alone. */
const isPlain = (text: string) => /^[^?[(\\\p{Cc}\ufffd]*$/u.test(text);

/** How far each of the patterns has come at one path. */
export class Position {
  /** The patterns that match the path, by index. */
  readonly complete: readonly number[];
  /** Those of them that match it only if it is a folder: magic, and a `**` at the end that stands for no name. */
  readonly ifFolder: ReadonlySet<number>;
  /** Names that lead on, taken literally. */
  readonly literals: ReadonlyMap<string, readonly number[]>;
  readonly #segments: readonly Segment[];
  readonly #reached: readonly number[];
  readonly #states: readonly number[];
  readonly #magic: readonly number[];
  readonly #any: readonly number[];
  #passed: Position | undefined;
  #known: ReadonlySet<number> | undefined;

  constructor(segments: readonly Segment[], reached: readonly number[]) {
    const states = new Set(reached);
    const ifFolder = new Set<number>();
    for (const state of reached) {
      const next = segments[state + 1];
      // `**` stands for no name as well.
      if (segments[state]?.kind !== 'any' || next === undefined || states.has(state + 1)) continue;
      states.add(state + 1);
      if (next.kind === 'end') ifFolder.add(next.pattern);
    }
    const complete: number[] = [];
    const literals = new Map<string, number[]>();
    const [magic, any]: [number[], number[]] = [[], []];
    for (const state of states) {
      const segment = segments[state];
      if (segment?.kind === 'end') complete.push(segment.pattern);
      else if (segment?.kind === 'magic') magic.push(state);
      else if (segment?.kind === 'any') any.push(state);
      else if (segment?.kind === 'literal') {
        const known = literals.get(segment.text);
        if (known === undefined) literals.set(segment.text, [state + 1]);
        else known.push(state + 1);
      }
    }
    this.complete = complete;
    this.ifFolder = ifFolder;
    this.literals = literals;
    this.#segments = segments;
    this.#reached = reached;
    this.#states = [...states];
    this.#magic = magic;
    this.#any = any;
  }

  /** Whether no pattern matches here, nor anything below. */
  get isDead(): boolean {
    return this.#states.length === 0;
  }

  /** Whether something below can match. */
  get leadsOn(): boolean {
    return this.#states.length > this.complete.length;
  }

  /** Whether a name that no pattern has literally can lead on. */
  get isOpen(): boolean {
    return this.#magic.length > 0 || this.#any.length > 0;
  }

  /** The patterns that something below can match, or this path. */
  get patterns(): ReadonlySet<number> {
    this.#known ??= new Set(this.#states.map((state) => this.#segments[state]?.pattern ?? 0));
    return this.#known;
  }

  /** The same, without what only leads on by names that are written. */
  get onlyOpen(): Position {
    return new Position(this.#segments, [...this.#magic, ...this.#any]);
  }

  /** What can lead on, as patterns of `find -name`: each name of it matches one of them. Undefined where they can't tell. */
  get names(): readonly string[] | undefined {
    if (this.#any.length > 0 || this.literals.size > 0) return undefined;
    const names = new Set<string>();
    for (const state of this.#magic) {
      const segment = this.#segments[state];
      if (segment?.kind === 'magic') names.add(segment.text);
    }
    return names.size <= mostNames && [...names].every(isPlain) ? [...names] : undefined;
  }

  next(name: string): Position {
    return this.literally(name).and(this.broadly(name));
  }

  /** The next position by segments that are this name. */
  literally(name: string): Position {
    const reached = this.literals.get(name) ?? [];
    // Before a `**`, what is named may be a file.
    const passed = reached.filter((state) => this.#segments[state]?.kind === 'any');
    return new Position(this.#segments, [...reached, ...passed.map((state) => state + 1)]);
  }

  /** The next position by segments with magic in them, and by `**`. */
  broadly(name: string): Position {
    const reached = this.#byMagic(name);
    if (reached.length === 0 && this.#passed !== undefined) return this.#passed;
    // What follows a `**` that has passed a name, too.
    const passed = this.#any.flatMap((state) => [state, state + 1]);
    const position = new Position(this.#segments, [...new Set([...reached, ...passed])]);
    if (reached.length === 0) this.#passed = position;
    return position;
  }

  /** The next position by segments with magic in them, without `**`. */
  magically(name: string): Position {
    return new Position(this.#segments, this.#byMagic(name));
  }

  #byMagic(name: string): readonly number[] {
    // Most of a million names lead nowhere, and nothing is made for those.
    let reached: number[] | undefined;
    for (const state of this.#magic) {
      const segment = this.#segments[state];
      if (segment?.kind !== 'magic' || !segment.test(name)) continue;
      reached ??= [];
      reached.push(state + 1);
    }
    return reached ?? none;
  }

  /** The same, without what could match below. */
  get ends(): Position {
    return this.#filtered((state) => this.#segments[state]?.kind === 'end');
  }

  /** Whether all that could match below this one could match below the other. */
  isWithin(other: Position): boolean {
    const known = new Set(other.#states);
    return this.#states.every((state) => known.has(state));
  }

  and(other: Position): Position {
    if (other.isDead) return this;
    return this.isDead
      ? other
      : new Position(this.#segments, [...new Set([...this.#reached, ...other.#reached])]);
  }

  /** The same, without the patterns for which `isKept` is false. */
  only(isKept: (pattern: number) => boolean): Position {
    return this.#filtered((state) => isKept(this.#segments[state]?.pattern ?? 0));
  }

  #filtered(isKept: (state: number) => boolean): Position {
    const kept = this.#reached.filter(isKept);
    return kept.length === this.#reached.length ? this : new Position(this.#segments, kept);
  }
}
