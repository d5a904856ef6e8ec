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
  const folded = visible(text.trim().replace(/\s+/g, ' '));
  return folded.length > most ? `${folded.slice(0, most)}…` : folded;
}
