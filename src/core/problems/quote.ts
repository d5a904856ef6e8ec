/** Characters; no path that can be opened is longer. */
const longest = 4096;

/** Characters that show nothing, or move what stands next to them: white space but the space, controls, formats. */
const invisible = /(?! )[\p{C}\p{Z}]/gu;

/** Makes any text safe to read on one line: quoted, unprintable characters as `\u{…}`, cut at 4,096 characters. */
export function quote(text: string): string {
  // A text of megabytes is not taken apart as a whole.
  const characters = [...text.slice(0, 2 * longest + 2)];
  const shown = characters.length > longest ? [...characters.slice(0, longest), '…'] : characters;
  return `"${visible(shown.join(''))}"`;
}

/** The text with everything unprintable, line breaks included, as `\u{…}`. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `\\u{${codePoint.toString(16)}}`;
  });
}

/** Foreign text on one line: white space folded, at most so many characters. */
export function oneLine(text: string, most = 300): string {
  return cut(visible(text.trim().replace(/\s+/g, ' ')), most + 1);
}

/** Characters of a line that leaves the charm: what no log, status or argument list has trouble with. */
const longestLine = 16_384;

/** What leaves the charm, whatever it is made of: one visible line with a bound. Text that is one already stays as it is. */
export function outgoing(text: string): string {
  return cut(visible(cut(text, longestLine)), longestLine);
}

/** JSON with everything unprintable in its texts as `\uXXXX`: it stays the same JSON. */
export function visibleJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  return (json ?? 'null').replace(invisible, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
    }).join(''),
  );
}

/** Never between the two halves of one character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
