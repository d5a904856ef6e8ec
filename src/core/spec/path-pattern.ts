import { GLOBSTAR, Minimatch } from 'minimatch';

/** How a segment of a pattern is matched: by its text, by the magic in it, or, for `**`, by any number of names. */
export type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'magic'; readonly test: (name: string) => boolean }
  | { readonly kind: 'any' }
  | { readonly kind: 'end' };

/** `*` matches hidden names too: a backup that leaves them out would lose them without a word. */
const options = { dot: true, nobrace: true, optimizationLevel: 0 } as const;

/** One pattern without `{}` lists, as minimatch reads it. */
export class PathPattern {
  readonly text: string;
  /** Whether there is any magic in it. */
  readonly isPattern: boolean;
  /** Whether it ends in a slash, and so matches folders alone. */
  readonly isForFolders: boolean;
  readonly #parts: readonly Minimatch['set'][number][number][];

  /** @throws TypeError where minimatch can't read it */
  constructor(text: string) {
    this.text = text;
    this.isForFolders = text.endsWith('/');
    this.#parts = new Minimatch(text, options).set[0] ?? [];
    this.isPattern = this.#parts.some((part) => typeof part !== 'string');
  }

  /** Where it has no magic, the path that it names, as written: `[*]` is `*`. */
  get literal(): string {
    return this.#parts.map(String).join('/');
  }

  /** Whether a segment leads upwards, `[.].` and the like included. */
  get hasParentSegment(): boolean {
    return this.#parts.includes('..');
  }

  /** What is matched name by name, up to its end. */
  get segments(): Part[] {
    const parts = this.#parts.filter((part) => part !== '' && part !== '.');
    const segments = parts.flatMap((part, index): Part[] => {
      if (typeof part === 'string') return [{ kind: 'literal', text: part }];
      if (part !== GLOBSTAR) return [{ kind: 'magic', test: (name) => part.testUnchecked(name) }];
      return parts[index - 1] === GLOBSTAR ? [] : [{ kind: 'any' }];
    });
    return [...segments, { kind: 'end' }];
  }
}
