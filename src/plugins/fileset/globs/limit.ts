/** More paths than this are a folder that someone should list instead. */
export const mostMatches = 10_000;

/** Each alternative of a pattern's `{}` lists is looked for on its own. */
export const mostAlternatives = 1_000;

/** Of one glob, its `{}` lists as they are written. */
export const mostOfGlob = { characters: 8_192, braces: 1_000 } as const;

/** Of all globs of a fileset, their `{}` lists written out. */
export const mostOfGlobs = { patterns: 1_000, characters: 256 * 1024, brackets: 5_000 } as const;

/** Bytes of paths that all globs of a unit may match, as they stand in its databag. */
export const mostBytes = 4 * 1024 * 1024;

/** Bytes of paths that one glob may match on all units together, and that all globs may. */
export const mostBytesTogether = { one: 4 * 1024 * 1024, all: 8 * 1024 * 1024 } as const;

/** Characters of what a unit tells the leader: its matches, and the patterns as they are written. */
export const mostOfWord = 6 * 1024 * 1024;

/** Seconds that an event looks for all of its globs. */
export const walkSeconds = 10;

/** Folders that a walk has found and not looked into yet. */
export const mostPending = 200_000;

/** Whether the text can be a glob at all. Only then is it worth loading `minimatch`. */
export const magic = /[*?[{]|[+@!]\(/;

/** The deepest folder that the pattern names without any magic. */
export function literalParent(pattern: string): string {
  const literal = pattern.slice(0, pattern.search(magic));
  return literal.slice(0, literal.lastIndexOf('/')) || '/';
}
