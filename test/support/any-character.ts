import fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 };

/**
 * A unit of texts: any character, each as likely as with fast-check's own unit `binary`. That one first makes a table of
 * the million that there are, in each worker.
 */
export const anyCharacter = fc
  .nat({ max: 0x10ffff - surrogates.count })
  .map(
    (place) => String.fromCodePoint(place < surrogates.first ? place : place + surrogates.count),
    placeOf,
  );

function placeOf(text: unknown): number {
  const [character, ...rest] = typeof text === 'string' ? text : [];
  const code = character?.codePointAt(0);
  if (code === undefined || rest.length > 0 || !character?.isWellFormed()) {
    throw new Error('not one character');
  }
  return code < surrogates.first ? code : code - surrogates.count;
}
