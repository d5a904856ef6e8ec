import { normalize } from '../parse.ts';

/** The matches of each pattern on one unit. */
export type Matches = ReadonlyMap<string, readonly string[]>;

/**
 * What a unit tells the leader. The patterns in it say what it answers: of another fileset, only what it says of the
 * patterns that are in both still counts. Empty where there is no pattern.
 */
export function encodeContribution(matches: Matches): string {
  const sorted = [...matches].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? '' : JSON.stringify(Object.fromEntries(sorted));
}

/** What another unit said. A text that is no contribution, or is not there yet, says nothing. */
export function decodeContribution(text: string): Matches {
  const said = parse(text);
  if (typeof said !== 'object' || said === null) return new Map();
  return new Map(
    Object.entries(said).flatMap(([pattern, paths]: [string, unknown]) =>
      arePaths(paths) ? [[pattern, paths] as const] : [],
    ),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function arePaths(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isPath);
}

/** As the charm itself writes them: another unit's word is not taken for more than that. */
function isPath(value: unknown): boolean {
  if (typeof value !== 'string' || !value.startsWith('/') || value.includes('\0')) return false;
  return normalize(value) === value && !value.split('/').includes('..');
}
