import path from 'node:path';
import { type DiskPath, inFolder } from './disk-path.ts';
import { ifThere, type Stats, type UnitDisk, Unreadable } from './unit-disk.ts';

/** How far a walk goes. */
export interface WalkLimits {
  /** Names to look at. */
  readonly entries: number;
  /** Asked now and then whether to stop. */
  readonly isLate: () => boolean;
}

/**
 * What a walk meets. `start` is the listed path, as listed; `path` is without links in its folders.
 *
 * - `saved`: Bacula saves it
 * - `socket`: Bacula passes over it
 * - `mount`: Bacula saves it as an empty folder
 * - `unreadable`: it or what is below it can't be read
 * - `listed`: another listed path, whose own walk has it and all that is below it
 * - `done`: all that is below the start was met
 * - `stopped`: the walk ended at a limit
 */
export type Met =
  | (At & { readonly kind: 'saved'; readonly stats: Stats })
  | (At & { readonly kind: 'socket' | 'mount' })
  | (At & { readonly kind: 'unreadable'; readonly reason: string })
  | { readonly kind: 'listed'; readonly start: string; readonly other: string }
  | { readonly kind: 'done'; readonly start: string }
  | { readonly kind: 'stopped'; readonly by: 'entries' | 'time' };

interface At {
  readonly start: string;
  readonly path: DiskPath;
}

/** Names between two looks at the clock. */
const slice = 256;

/** Seconds for one folder that is too big to be read in one piece. */
const folderSeconds = 10;

/**
 * Walks what Bacula saves of some paths: no folder of another file system is entered, no link followed. What two of the
 * paths have in common is met once. Holds no more names at a time than it may look at.
 */
export function* walkSaved(
  paths: readonly string[],
  disk: UnitDisk,
  limits: WalkLimits,
): Generator<Met, void> {
  const starts = new Map<string, string>();
  for (const start of new Set(paths)) {
    const real = withoutLinks(start, disk);
    const other = starts.get(real);
    if (other === undefined) starts.set(real, start);
    else yield* [{ kind: 'listed', start, other } as const, { kind: 'done', start } as const];
  }

  let looks = 0;
  for (const [real, start] of starts) {
    const device = ifThere(disk.lstat(real))?.dev;
    const open: DiskPath[] = [real];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (looks === limits.entries) return yield { kind: 'stopped', by: 'entries' };
      if (looks % slice === slice - 1 && limits.isLate()) {
        return yield { kind: 'stopped', by: 'time' };
      }
      looks++;
      const look = disk.lstat(next);
      if (look === undefined) continue;
      if (look instanceof Unreadable) {
        yield { kind: 'unreadable', start, path: next, reason: look.reason };
        continue;
      }
      const other = typeof next === 'string' && next !== real ? starts.get(next) : undefined;
      // Of what is no folder Bacula does not ask which file system it is on.
      if (look.isDirectory() && look.dev !== device) {
        if (other === undefined) yield { kind: 'mount', start, path: next };
        continue;
      }
      if (other !== undefined) {
        yield { kind: 'listed', start, other };
        continue;
      }
      if (look.isSocket()) {
        yield { kind: 'socket', start, path: next };
        continue;
      }
      yield { kind: 'saved', start, path: next, stats: look };
      if (!look.isDirectory()) continue;
      const below = namesIn(next, disk);
      if (below instanceof Unreadable) {
        yield { kind: 'unreadable', start, path: next, reason: below.reason };
        continue;
      }
      for (const name of below) {
        if (looks + open.length > limits.entries) break;
        open.push(inFolder(next, name));
      }
    }
    yield { kind: 'done', start };
  }
}

/** A link in the path's folders leads on; one that is listed itself does not. */
function withoutLinks(start: string, disk: UnitDisk): string {
  const folder = ifThere(disk.realpath(path.dirname(start)));
  return folder === undefined ? start : path.join(folder, path.basename(start));
}

function namesIn(folder: DiskPath, disk: UnitDisk): Iterable<string | Buffer> | Unreadable {
  const entries = disk.entries(folder, folderSeconds);
  if (entries instanceof Unreadable) return entries;
  return entries === undefined ? [] : names(entries, folder, disk);
}

function* names(
  entries: Iterable<{ readonly name: string; readonly isUtf8: boolean }>,
  folder: DiskPath,
  disk: UnitDisk,
): Iterable<string | Buffer> {
  const odd = new Set<string>();
  for (const { name, isUtf8 } of entries) {
    if (isUtf8) yield name;
    else odd.add(name);
  }
  // Their text does not say which bytes they are, and may be the name of another file.
  if (odd.size === 0) return;
  yield* (ifThere(disk.readNames(folder)) ?? []).filter((name) => odd.has(name.toString()));
}
