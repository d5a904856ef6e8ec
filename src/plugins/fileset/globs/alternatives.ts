import { braceExpand } from 'minimatch';
import { reasonOf } from '../../../core/problems/charm-error.ts';
import { PathPattern } from '../../../core/spec/path-pattern.ts';
import { depthOf, excessOf, mostOfPattern } from '../../../core/spec/pattern-limits.ts';
import { mostAlternatives, mostOfGlob, mostOfGlobs } from './limit.ts';

/** Why a glob is too big to be meant. */
export class Excess {
  /** As a clause. */
  readonly what: string;
  readonly kind: 'pattern' | 'alternatives';

  constructor(what: string, kind: 'pattern' | 'alternatives' = 'pattern') {
    this.what = what;
    this.kind = kind;
  }
}

/**
 * What the globs of one fileset may stand for. All of it is compiled once, and nothing is cut: a `{}` list is written out
 * as a whole or not at all, as one that is cut could hide any of its items.
 */
export class Allowance {
  #patterns: number = mostOfGlobs.patterns;
  #characters: number = mostOfGlobs.characters;
  #brackets: number = mostOfGlobs.brackets;
  #over: Excess | undefined;

  /**
   * The patterns and literals that a glob's `{}` lists stand for, each once. As in a shell, `{a,b}` makes two items
   * whether or not they exist. Once there is too much, nothing more is written out: the same excess is the answer.
   */
  alternatives(glob: string): readonly PathPattern[] | Excess {
    if (this.#over !== undefined) return this.#over;
    const texts = written(glob);
    if (texts instanceof Excess) return texts;
    const patterns: PathPattern[] = [];
    for (const text of texts) {
      const excess = excessOf(text);
      if (excess !== undefined) return new Excess(excess);
      this.#characters -= text.length;
      this.#brackets -= text.split(/[[(]/).length - 1;
      if (this.#characters < 0) return this.#end(mostOfGlobs.characters, 'characters');
      if (this.#brackets < 0) return this.#end(mostOfGlobs.brackets, 'brackets');
      try {
        patterns.push(new PathPattern(text));
      } catch (error) {
        // minimatch has limits of its own.
        return new Excess(`is more than minimatch can read (${reasonOf(error)})`);
      }
    }
    this.#patterns -= patterns.filter(({ isPattern }) => isPattern).length;
    return this.#patterns < 0 ? this.#end(mostOfGlobs.patterns, 'patterns') : patterns;
  }

  #end(most: number, what: string): Excess {
    const limit = most.toLocaleString('en');
    this.#over = new Excess(`makes more than ${limit} ${what} together with the globs before it`);
    return this.#over;
  }
}

function written(glob: string): readonly string[] | Excess {
  const { characters, braces } = mostOfGlob;
  if (glob.length > characters) {
    return new Excess(`is longer than ${characters.toLocaleString('en')} characters`);
  }
  if (glob.split('{').length - 1 > braces) {
    return new Excess(`has more than ${braces.toLocaleString('en')} {`);
  }
  if (depthOf(glob) > mostOfPattern.depth) {
    return new Excess(`has lists in lists, more than ${mostOfPattern.depth} deep`);
  }
  const items = braceExpand(withLiteralBraces(glob), { braceExpandMax: mostAlternatives + 1 });
  // Far below the characters at which brace-expansion would cut.
  const length = items.reduce((sum, text) => sum + text.length, 0);
  if (items.length > mostAlternatives || length > (mostAlternatives * mostOfPattern.bytes) / 2) {
    const limit = mostAlternatives.toLocaleString('en');
    return new Excess(`stands for more than ${limit} alternatives`, 'alternatives');
  }
  return [...new Set(items)];
}

/** `[{]`, `[,]` and `[}]` are characters that are meant literally, which brace-expansion knows with a backslash alone. */
function withLiteralBraces(glob: string): string {
  return glob.replace(/\[[!^]?\]?[^\]]*\]/g, (set) =>
    /^\[[{},]\]$/.test(set) ? `\\${set.charAt(1)}` : set,
  );
}
