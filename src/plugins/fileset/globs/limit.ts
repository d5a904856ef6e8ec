/** More paths than this are a folder that someone should list instead. */
export const mostMatches = 10_000;

/** Each alternative of a pattern's `{}` lists is looked for on its own. */
export const mostAlternatives = 1_000;

/** Whether the text can be a glob at all. Only then is it worth loading `glob`. */
export const magic = /[*?[{]|[+@!]\(/;

/** The deepest folder that the pattern names without any magic. */
export function literalParent(pattern: string): string {
  const literal = pattern.slice(0, pattern.search(magic));
  return literal.slice(0, literal.lastIndexOf('/')) || '/';
}
