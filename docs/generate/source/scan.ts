const closers = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
]);

/** Where what stands outside of brackets and quotes is in a piece of TypeScript: the index of each such character. */
function* outside(text: string): Iterable<number> {
  const open: string[] = [];
  let quote: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== undefined) {
      if (character === '\\') index++;
      else if (character === quote) quote = undefined;
    } else if (`'"\``.includes(character)) {
      quote = character;
    } else if (text.startsWith('=>', index)) {
      if (open.length === 0) yield index;
      index++;
    } else if (character === open.at(-1)) {
      open.pop();
      if (open.length === 0) yield index;
    } else {
      if (open.length === 0) yield index;
      const closer = closers.get(character);
      if (closer !== undefined) open.push(closer);
    }
  }
  if (open.length > 0) throw new Error(`no ${open.join(' ')} at the end of: ${text}`);
}

/** Cuts a text at a separator, where it is in no brackets. Empty parts are dropped. */
export function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const index of outside(text)) {
    if (!text.startsWith(separator, index)) continue;
    parts.push(text.slice(start, index));
    start = index + separator.length;
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

/** The text up to the first of these characters that is in no brackets. */
export function before(text: string, characters: string): string {
  for (const index of outside(text)) {
    if (characters.includes(text.charAt(index))) return text.slice(0, index).trim();
  }
  return text.trim();
}

/**
 * What is in the brackets that a text begins with, and what comes after them.
 *
 * @throws Error when it begins with none
 */
export function bracketed(text: string): { readonly inner: string; readonly rest: string } {
  const closer = closers.get(text.charAt(0));
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.startsWith('=>', index)) index++;
    else if (text[index] === text[0]) depth++;
    else if (text[index] === closer && --depth === 0) {
      return { inner: text.slice(1, index), rest: text.slice(index + 1) };
    }
  }
  throw new Error(`no brackets at the start of: ${text.slice(0, 100)}`);
}

/** The names of a function's parameters, as a caller has to know them: `list, name, ...plugins`, `{ options }`. */
export function parameterNames(parameters: string): string {
  return split(parameters, ',')
    .map((parameter) => {
      if (!parameter.startsWith('{')) return before(parameter, ':=?');
      const { inner } = bracketed(parameter);
      const names = split(inner, ',').map((name) => before(name, ':='));
      return `{ ${names.join(', ')} }`;
    })
    .join(', ');
}
