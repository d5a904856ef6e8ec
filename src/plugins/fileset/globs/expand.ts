import type { PathPattern } from '../../../core/spec/path-pattern.ts';
import type { UnitDisk } from '../../../core/unit/disk/unit-disk.ts';
import { normalize } from '../parse.ts';
import type { Found } from './found.ts';
import { mostBytes, mostMatches, mostPending, walkSeconds } from './limit.ts';
import { type WalkLimits, walk } from './walk.ts';

/** What an entry stands for on one unit. */
export interface Expansion {
  /** Absolute paths, sorted: matches, and alternatives without magic, which stand for themselves. */
  readonly paths: readonly string[];
  /** Those of them that the glob names without any magic, sorted. */
  readonly literals: readonly string[];
  /** What was found of the alternatives that are patterns. Undefined where there is none. */
  readonly found: Found | undefined;
}

export const walkLimits: WalkLimits = {
  matches: mostMatches,
  bytes: mostBytes,
  pending: mostPending,
  seconds: walkSeconds,
  clock: () => performance.now(),
};

/** Expands globs against this unit's disk, all on one walk. */
export function expand(
  globs: readonly (readonly PathPattern[])[],
  disk: UnitDisk,
  limits: WalkLimits,
): Expansion[] {
  const patterns = globs.map((items) => items.filter(({ isPattern }) => isPattern));
  const found = walk(patterns, disk, limits);
  return globs.map((items, index) => {
    const named = items.filter(({ isPattern }) => !isPattern);
    const literals = [...new Set(named.map(({ literal }) => normalize(literal)))].sort();
    const ofGlob = patterns[index]?.length === 0 ? undefined : found[index];
    const matches = [...(ofGlob?.matches.values() ?? [])].flat();
    return { paths: [...new Set([...literals, ...matches])].sort(), literals, found: ofGlob };
  });
}
