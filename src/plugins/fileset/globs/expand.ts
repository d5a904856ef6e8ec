import { isUtf8 } from 'node:buffer';
import { basename, dirname } from 'node:path';
import { Glob } from 'glob';
import { braceExpand, Minimatch } from 'minimatch';
import { ifThere, type Look, type UnitDisk, Unreadable } from '../../../core/unit/unit-disk.ts';
import { normalize } from '../parse.ts';
import { mostAlternatives } from './limit.ts';

/** What an entry stands for on one unit. */
export interface Expansion {
  /** Absolute paths, sorted: matches, and alternatives without magic, which stand for themselves. */
  readonly paths: readonly string[];
  /** Those of them that the pattern names without any magic, sorted. */
  readonly literals: readonly string[];
  /** The matches of each alternative that is a pattern. */
  readonly matches: ReadonlyMap<string, readonly string[]>;
  /** Paths with a name that is not UTF-8, which match the pattern as far as they go. */
  readonly notUtf8: readonly string[];
  /** Folders that should have been read and could not be. */
  readonly unreadable: readonly string[];
  /** There are more matches than the limit, and the others were not looked for. */
  readonly isCut: boolean;
}

/** `*` matches hidden names too: a backup that leaves them out would lose them without a word. */
const options = { dot: true } as const;

/**
 * The patterns and literals that a pattern's `{}` lists stand for.
 * As in a shell, `{a,b}` makes two items whether or not they exist. Undefined where there are more than the limit,
 * repeated ones included: a list that is cut could hide any of them.
 */
export function alternatives(pattern: string): string[] | undefined {
  const items = braceExpand(pattern, { braceExpandMax: mostAlternatives + 1 });
  return items.length > mostAlternatives ? undefined : [...new Set(items)];
}

/** Whether a segment of an alternative leads upwards, `[.].` and the like included. */
export function hasParentSegment(alternative: string): boolean {
  const isEscaped = /[[\\]/.test(alternative);
  if (!isEscaped) return alternative.split('/').includes('..');
  return parse(alternative).set.some((segments) => segments.includes('..'));
}

function parse(alternative: string): Minimatch {
  return new Minimatch(alternative, { ...options, optimizationLevel: 0 });
}

/** The path that an alternative names if it has no magic, `[*]` being `*`: `minimatch.unescape` misses the second of two. */
function literalOf({ set }: Minimatch): string {
  return (set[0] ?? []).map(String).join('/');
}

/** Expands absolute alternatives against this unit's disk, to at most `limit` paths. */
export function expand(items: readonly string[], disk: UnitDisk, limit: number): Expansion {
  const paths = new Set<string>();
  const literals = new Set<string>();
  const matches = new Map<string, readonly string[]>();
  const reader = new FolderReader(disk);
  for (const item of items) {
    const parsed = parse(item);
    const isPattern = parsed.hasMagic();
    const found = new Set<string>();
    const candidates = isPattern ? matchesOf(item, disk, reader) : [normalize(literalOf(parsed))];
    for (const path of candidates) {
      paths.add(path);
      if (paths.size > limit) {
        return { ...reader.findings(), paths: [], literals: [], matches: new Map(), isCut: true };
      }
      found.add(path);
    }
    if (isPattern) matches.set(item, [...found].sort());
    else for (const path of found) literals.add(path);
  }
  return {
    ...reader.findings(),
    paths: [...paths].sort(),
    literals: [...literals].sort(),
    matches,
    isCut: false,
  };
}

function* matchesOf(pattern: string, disk: UnitDisk, reader: FolderReader): Iterable<string> {
  reader.matcher = new Minimatch(pattern, { ...options, partial: true });
  for (const match of new Glob(pattern, { ...options, cwd: '/', fs: reader }).iterateSync()) {
    const path = normalize(match);
    // `glob` takes any symbolic link for a folder.
    const isAsked = !pattern.endsWith('/') || ifThere(disk.stat(path))?.isDirectory() === true;
    if (isAsked && !reader.isNotUtf8(path)) yield path;
  }
}

/** The file system as `glob` reads it, with an eye on what it would pass over: unreadable folders and names that are not UTF-8. */
class FolderReader {
  matcher: Minimatch | undefined;
  readonly #disk: UnitDisk;
  readonly #notUtf8 = new Set<string>();
  readonly #unreadable = new Set<string>();

  constructor(disk: UnitDisk) {
    this.#disk = disk;
  }

  findings() {
    return { notUtf8: [...this.#notUtf8].sort(), unreadable: [...this.#unreadable].sort() };
  }

  isNotUtf8(path: string): boolean {
    return this.#notUtf8.has(path);
  }

  // glob calls these without `this`.
  readonly readdirSync = (folder: string) => {
    const look = this.#disk.readdir(folder);
    this.#note(folder, look);
    const entries = this.#there(folder, look);
    if (entries.some((entry) => entry.name.includes('\uFFFD'))) this.#noteNames(folder);
    return entries;
  };

  readonly lstatSync = (path: string) => {
    const look = this.#disk.lstat(path);
    return this.#there(path, look instanceof Unreadable ? this.#listed(path) : look);
  };

  readonly realpathSync = (path: string) => ifThere(this.#disk.realpath(path)) ?? notFound(path);

  readonly readlinkSync = (path: string) => ifThere(this.#disk.readlink(path)) ?? notFound(path);

  /** A link in a circle holds nothing, and anybody can make one: it is no reason to warn. */
  #note(folder: string, look: Look<unknown>): void {
    if (look instanceof Unreadable && look.code !== 'ELOOP') this.#unreadable.add(folder);
  }

  /** A folder may go while it is looked at, and a pattern may lead through a file: neither hides a match. */
  #there<T>(path: string, look: Look<T>): T {
    return ifThere(look) ?? notFound(path);
  }

  /** What root can't look at is there if its folder lists it, as a folder for all that is known: reading it says more. */
  #listed(path: string): ReturnType<UnitDisk['lstat']> {
    const folder = dirname(path);
    const look = this.#disk.readdir(folder);
    this.#note(folder, look);
    const isListed = ifThere(look)?.some(({ name }) => name === basename(path));
    return isListed ? this.#disk.lstat('/') : undefined;
  }

  #noteNames(folder: string): void {
    for (const name of ifThere(this.#disk.readNames(folder)) ?? []) {
      if (isUtf8(name)) continue;
      const path = normalize(`${folder}/${name}`);
      if (this.matcher?.match(path, true)) this.#notUtf8.add(path);
    }
  }
}

function notFound(path: string): never {
  throw Object.assign(new Error(`ENOENT: no such file or directory: ${path}`), { code: 'ENOENT' });
}
