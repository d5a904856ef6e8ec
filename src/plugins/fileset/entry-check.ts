import type { ValidateConfigContext } from '../../core/hooks/hooks.ts';
import type { Plugin } from '../../core/hooks/plugin.ts';
import type { KindInfo } from '../../core/problems/kind.ts';
import type { FilesetEntry, FrozenDraft } from '../../core/spec/draft.ts';

/** Judges one entry. `paths` are its absolute paths: only those can be looked up on a disk. */
type CheckEntry = (entry: FilesetEntry, paths: readonly string[]) => void;

/**
 * A plugin that judges one entry at a time. One finding for each entry and kind keeps a glob with many matches readable.
 *
 * @param prepare - called once, with the draft complete up to this plugin
 */
export function entryCheck<Name extends string>(
  name: Name,
  problems: readonly KindInfo[],
  prepare: (context: ValidateConfigContext) => CheckEntry,
): Plugin<Name> {
  return {
    name,
    problems,
    apply(charm) {
      charm.hooks.validateConfig.tap(name, (context) => {
        const check = prepare(context);
        const { entries } = context.draft;
        const paths = pathsByEntry(entries);
        for (const [index, entry] of entries.entries()) check(entry, paths[index] ?? []);
      });
    },
  };
}

const none: ReadonlyMap<never, never> = new Map<never, never>();

/** The paths that have a key, by key. Most entries have none, and nothing is made for those. */
export function grouped<Key>(
  paths: readonly string[],
  keyOf: (path: string) => Key | undefined,
): ReadonlyMap<Key, readonly string[]> {
  let groups: Map<Key, string[]> | undefined;
  for (const path of paths) {
    const key = keyOf(path);
    if (key === undefined) continue;
    groups ??= new Map();
    addTo(groups, key, path);
  }
  return groups ?? none;
}

export function addTo<Key>(groups: Map<Key, string[]>, key: Key, path: string): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [path]);
  else group.push(path);
}

/** Bytes of the longest path that a system call takes (PATH_MAX, without the NUL at its end). */
export const longestPath = 4095;

/** The entry's paths that a disk can be asked for. */
export function absolutePathsOf({ paths }: FilesetEntry): readonly string[] {
  return paths.every(canBeAsked) ? paths : paths.filter(canBeAsked);
}

/** By entry, in the order of the draft: many plugins ask. */
const known = new WeakMap<FrozenDraft['entries'], readonly (readonly string[])[]>();

function pathsByEntry(entries: FrozenDraft['entries']): readonly (readonly string[])[] {
  const seen = known.get(entries);
  if (seen !== undefined) return seen;
  const all = entries.map(absolutePathsOf);
  known.set(entries, all);
  return all;
}

function canBeAsked(path: string): boolean {
  return path.startsWith('/') && !path.includes('\0') && !isTooLong(path);
}

/** Most characters of a path that is short enough whatever they are: of UTF-8, none takes more than three bytes. */
const surelyShort = longestPath / 3;

export function isTooLong(path: string): boolean {
  return path.length > surelyShort && Buffer.byteLength(path) > longestPath;
}
