import type { PathPattern } from '../../../core/spec/path-pattern.ts';
import { PathPatterns, type Position } from '../../../core/spec/path-patterns.ts';
import {
  type FolderEntry,
  ifThere,
  type UnitDisk,
  Unreadable,
} from '../../../core/unit/disk/unit-disk.ts';
import { Found } from './found.ts';
import { Frontier, type Pending } from './frontier.ts';

/** What a walk may use. */
export interface WalkLimits {
  /** Paths that one glob may match. */
  readonly matches: number;
  /** Bytes of paths that all of them may match, as JSON. */
  readonly bytes: number;
  /** Folders that are found and not looked into yet. */
  readonly pending: number;
  readonly seconds: number;
  /** Milliseconds from any point in time on. */
  readonly clock: () => number;
}

/** What stands at a path. */
type Kind = FolderEntry['kind'] | 'named';

/** Names that are looked at between two looks at the clock. */
const slice = 1024;

/**
 * Looks for all globs of an event on one way through the disk: no folder is read twice, and what is passed is forgotten.
 * Links are followed only where a segment names them without magic.
 *
 * @param globs - the patterns of each
 * @returns what was found of each: of one that was too much for the limits, why
 */
export function walk(
  globs: readonly (readonly PathPattern[])[],
  disk: UnitDisk,
  limits: WalkLimits,
): readonly Found[] {
  return new Walk(globs, disk, limits).run();
}

class Walk {
  readonly #disk: UnitDisk;
  readonly #limits: WalkLimits;
  readonly #patterns: readonly PathPattern[];
  readonly #all: PathPatterns;
  readonly #found: readonly Found[];
  readonly #frontier: Frontier;
  readonly #end: number;

  constructor(globs: readonly (readonly PathPattern[])[], disk: UnitDisk, limits: WalkLimits) {
    this.#disk = disk;
    this.#limits = limits;
    this.#patterns = globs.flat();
    this.#all = new PathPatterns(this.#patterns);
    this.#found = globs.map((patterns) => new Found(patterns));
    this.#frontier = new Frontier(globs.map((patterns) => patterns.length));
    this.#end = limits.clock() + limits.seconds * 1000;
  }

  run(): readonly Found[] {
    const { clock } = this.#limits;
    const steps = new WeakMap<Pending, Iterator<void>>();
    this.#take('/', this.#all.start, 'folder');
    this.#frontier.push([{ folder: '/', position: this.#all.start }]);
    for (let now = clock(); ; ) {
      const next = this.#frontier.next();
      if (next === undefined || now >= this.#end) break;
      const looking = steps.get(next) ?? this.#look(next);
      steps.set(next, looking);
      looking.next();
      const after = clock();
      this.#frontier.charge(next, after - now);
      now = after;
    }
    for (const glob of this.#frontier.unfinished) this.#stop(glob, 'time');
    for (const found of this.#found) found.sort();
    return this.#found;
  }

  /** Looks at what the patterns name in a folder, and at all that is there where they have magic. */
  *#look(pending: Pending): Iterator<void> {
    const { folder } = pending;
    const position = this.#frontier.live(pending.position);
    const names = new Set(position.literals.keys());
    const below: Pending[] = [];
    let looks = 0;
    for (const { name, kind, isUtf8 } of position.isOpen ? this.#entries(folder, position) : []) {
      if (++looks % slice === 0) {
        yield;
        if (this.#frontier.live(position).isDead) break;
      }
      let next = position.broadly(name);
      if (kind === 'link' && next.leadsOn) {
        this.#passLink(join(folder, name), position.magically(name));
        next = next.ends;
      }
      if (isUtf8 && names.delete(name)) next = next.and(position.literally(name));
      if (next.isDead || (kind === 'other' && next.complete.length === 0)) continue;
      const path = join(folder, name);
      if (!isUtf8) this.#note(next, 'notUtf8', path);
      else if (this.#take(path, next, kind)) this.#add(below, { folder: path, position: next });
    }
    let listing: ReadonlySet<string> | undefined;
    for (const name of names) {
      if (++looks % slice === 0) yield;
      const path = join(folder, name);
      const next = position.literally(name);
      if (next.complete.length > 0) {
        const look = this.#disk.lstat(path);
        if (look === undefined) continue;
        if (look instanceof Unreadable && !position.isOpen) {
          // What root can't look at is there if its folder lists it.
          listing ??= new Set([...this.#entries(folder, position)].map((entry) => entry.name));
        }
        if (look instanceof Unreadable && listing?.has(name) !== true) continue;
      }
      if (this.#take(path, next, 'named')) this.#add(below, { folder: path, position: next });
    }
    this.#frontier.replace(pending, below);
  }

  #entries(folder: string, position: Position): Iterable<FolderEntry> {
    const seconds = Math.max(0, this.#end - this.#limits.clock()) / 1000;
    const look = this.#disk.entries(folder, seconds, position.names);
    if (!(look instanceof Unreadable)) return look ?? [];
    // Where nothing is named by magic, the folder was to say whether it has a name.
    const asking = position.isOpen ? position.onlyOpen : position;
    if (look.code === 'EFBIG') {
      for (const glob of this.#frontier.globsOf(asking)) this.#stop(glob, 'size');
      // A link in a circle holds nothing, and anybody can make one: it is no reason to warn.
    } else if (look.code !== 'ELOOP') this.#note(asking, 'unreadable', folder);
    return [];
  }

  /** Takes a path where a pattern matches it. Whether something below can match. */
  #take(path: string, whole: Position, kind: Kind): boolean {
    const position = this.#frontier.live(whole);
    const matching = position.complete.filter(
      (pattern) =>
        !(this.#patterns[pattern]?.isForFolders === true || position.ifFolder.has(pattern)) ||
        this.#isFolder(path, kind),
    );
    for (const [glob, patterns] of Map.groupBy(matching, (each) => this.#frontier.globOf(each))) {
      const texts = patterns.flatMap((pattern) => this.#patterns[pattern]?.text ?? []);
      this.#found[glob]?.add(path, texts);
      this.#check(glob);
    }
    return kind !== 'other' && position.leadsOn;
  }

  #isFolder(path: string, kind: Kind): boolean {
    if (kind === 'folder' || kind === 'other') return kind === 'folder';
    return ifThere(this.#disk.stat(path))?.isDirectory() === true;
  }

  /** Notes a link to a folder in which something could match, unless it is found where the link leads to. */
  #passLink(path: string, position: Position): void {
    if (!position.leadsOn || !this.#isFolder(path, 'link')) return;
    const real = ifThere(this.#disk.realpath(path));
    if (real !== undefined && position.isWithin(this.#all.at(real))) return;
    this.#note(position, 'links', path);
  }

  #note(position: Position, what: 'notUtf8' | 'unreadable' | 'links', path: string): void {
    for (const glob of this.#frontier.globsOf(this.#frontier.live(position))) {
      const noted = this.#found[glob]?.[what] ?? [];
      if (noted.length < this.#limits.matches) noted.push(path);
    }
  }

  #add(below: Pending[], pending: Pending): void {
    below.push(pending);
    for (const glob of this.#frontier.globsOf(pending.position)) {
      if (this.#frontier.sizeOf(glob) + below.length > this.#limits.pending)
        this.#stop(glob, 'size');
    }
  }

  #check(glob: number): void {
    if ((this.#found[glob]?.size ?? 0) > this.#limits.matches) this.#stop(glob, 'matches');
    const bytes = this.#found.reduce((sum, found) => sum + found.bytes, 0);
    if (bytes <= this.#limits.bytes) return;
    const sizes = this.#found.map((found) => found.bytes);
    this.#stop(sizes.indexOf(Math.max(...sizes)), 'bytes');
  }

  #stop(glob: number, stop: 'time' | 'matches' | 'bytes' | 'size'): void {
    this.#found[glob]?.end(stop);
    this.#frontier.drop(glob);
  }
}

function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
