/** Of one pattern, its `{}` lists written out: what it may have at most. No path that can be opened is longer. */
export const mostOfPattern = {
  bytes: 4095,
  /** `[`, and `(`: each. */
  brackets: 100,
  /** `[` without a `]` after it in the same segment: each is looked for to the segment's end. */
  unclosed: 10,
  /** Lists in lists, of `{}` or of `()`. */
  depth: 10,
} as const;

/** Why a pattern is too big to be meant, as a clause; undefined where it can be compiled. Looks at each character once. */
export function excessOf(pattern: string): string | undefined {
  const { bytes, brackets, unclosed, depth } = mostOfPattern;
  if (Buffer.byteLength(pattern) > bytes)
    return `is longer than ${bytes.toLocaleString('en')} bytes`;
  if (depthOf(pattern) > depth) return `has lists in lists, more than ${depth} deep`;
  for (const bracket of ['[', '(']) {
    const count = pattern.split(bracket).length - 1;
    if (count > brackets)
      return `has ${count.toLocaleString('en')} ${bracket}, and at most ${brackets} are read`;
  }
  const open = pattern
    .split('/')
    .map((segment) => segment.slice(segment.lastIndexOf(']') + 1).split('[').length - 1)
    .reduce((sum, each) => sum + each, 0);
  return open > unclosed
    ? `has ${open} [ without a ], and at most ${unclosed} are read`
    : undefined;
}

/** How deep the lists of a pattern are in one another: braces and parentheses. */
export function depthOf(pattern: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of pattern) {
    if (character === '{' || character === '(') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ')') depth = Math.max(0, depth - 1);
  }
  return deepest;
}
