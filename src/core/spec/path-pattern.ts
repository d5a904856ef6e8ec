import { GLOBSTAR, Minimatch } from 'minimatch';

/** How a segment of a pattern is matched: by its text, by the magic in it, or, for `**`, by any number of names. */
export type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'magic';
      readonly text: string;
      readonly test: (name: string) => boolean;
    }
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
  readonly #texts: readonly string[];

  /** @throws TypeError where minimatch can't read it */
  constructor(text: string) {
    this.text = text;
    this.isForFolders = text.endsWith('/');
    const { set, globParts } = new Minimatch(text, options);
    this.#parts = set[0] ?? [];
    this.#texts = globParts[0] ?? [];
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
    const segments: Part[] = [];
    for (const [index, part] of this.#parts.entries()) {
      if (part === '' || part === '.') continue;
      if (typeof part === 'string') segments.push({ kind: 'literal', text: part });
      else if (part !== GLOBSTAR) {
        // What a program is asked for in its place must never be less.
        const text = this.#texts[index] ?? '*';
        segments.push({ kind: 'magic', text, test: (name) => part.testUnchecked(name) });
      } else if (segments.at(-1)?.kind !== 'any') segments.push({ kind: 'any' });
    }
    return [...segments, { kind: 'end' }];
  }
}
