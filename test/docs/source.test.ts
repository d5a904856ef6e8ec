import { describe, expect, it } from 'vitest';
import { messagesIn } from '../../docs/generate/pages/refusals.ts';
import { firstSentence, wholeComment } from '../../docs/generate/source/comment.ts';
import { type Declaration, declarationIn, usage } from '../../docs/generate/source/declaration.ts';
import { membersOf } from '../../docs/generate/source/members.ts';

function declared(source: string, name: string): Declaration {
  const declaration = declarationIn(source, 'file.ts', name);
  if (declaration === undefined) throw new Error(`${name} is not found`);
  return declaration;
}

const members = (source: string) =>
  membersOf(declared(source, 'It')).map(({ name, type }) => [name, type]);

describe('a declaration', () => {
  it.each([
    [
      'export function it<T extends string>(\n  list: List<T>,\n  ...rest: T[]\n): T {\n}',
      'it(list, ...rest)',
    ],
    [
      "export function it({\n  a = 'b, c',\n  d,\n}: { readonly a?: string } = {}): void {\n}",
      'it({ a, d })',
    ],
    ['export const it = (a: () => void, b = 1) =>\n  other(a);', 'it(a, b)'],
    ['export const it: Thing = other();', 'it'],
    ['export async function it(a?: number): Promise<void> {\n}', 'it(a)'],
    ['export type it<T> =\n  | readonly T[]\n  | undefined;', 'it = readonly T[] | undefined'],
    ['export interface it extends Other {\n  a: string;\n}', 'it'],
  ])('is shown as it is used: %s', (source, shown) => {
    expect(usage(declared(source, 'it'))).toBe(shown);
  });

  it('has the comment that stands on it, and no other', () => {
    const source =
      '/** Of the first. */\nconst a = 1;\n\n/** Of it. */\n// biome-ignore x: y\nexport const it = a;\n';
    expect(declared(source, 'it').comment.trim()).toBe('Of it.');
    expect(declared('export const it = 1;', 'it').comment).toBe('');
  });
});

describe('members', () => {
  it('of an interface are read with their types', () => {
    const source = `export interface It {
  /** One. */
  readonly one: string;
  two?: {
    readonly a: number;
    readonly b: Map<string, () => void>;
  };
  /**
   * Three.
   */
  three(
    a: string,
    { b }: Other,
  ): Promise<{ c: string }>;
  (...facts: Facts): Finding;
}`;
    expect(members(source)).toEqual([
      ['one', 'string'],
      ['two?', '{ readonly a: number; readonly b: Map<string, () => void> }'],
      ['three(a, { b })', 'Promise<{ c: string }>'],
      ['(...facts)', 'Finding'],
    ]);
    expect(membersOf(declared(source, 'It')).map(({ comment }) => comment !== '')).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('of a class are the public ones', () => {
    const source = `export class It {
  readonly #secret = 1;
  isReady = false;

  constructor(a: string) {
    this.#secret = a;
  }

  get size(): number {
    return 1;
  }

  // ---- a part

  async run(a = 1): Promise<void> {
    if (a) {
    }
  }

  #hidden(): void {}

  [Symbol.dispose](): void {}
}`;
    expect(members(source)).toEqual([
      ['isReady', 'boolean'],
      ['new It(a)', ''],
      ['size', 'number'],
      ['run(a)', 'Promise<void>'],
    ]);
  });

  it.each([
    'export class It {\n  value = make();\n}',
    'export interface It {\n  method(a: string);\n}',
    'export interface It { readonly one: string }',
  ])('that can not be read are an error: %s', (source) => {
    expect(() => members(source)).toThrow(/can't read (?:a member|the members) of It in file.ts/);
  });
});

describe('a comment', () => {
  it('has its first sentence, and all of it with its tags', () => {
    const comment = `
   * Makes it, as in \`a.b\`. And more:
   * of it.
   *
   * Another paragraph about {@link Thing}.
   *
   * @param name - what it is called
   * @throws Error where there is none
   `;
    expect(firstSentence(comment)).toBe('Makes it, as in `a.b`.');
    expect(wholeComment(comment)).toBe(
      'Makes it, as in `a.b`. And more: of it. Another paragraph about `Thing`. `name`: what it is called. Throws `Error` where there is none.',
    );
  });

  it('with a tag that can not be read is an error', () => {
    expect(() => wholeComment('* It.\n * @param nothing')).toThrow(
      "can't read the tag @param nothing",
    );
  });
});

it('what a file refuses is told in its words, without the names', () => {
  const source = `
    // 'this is only a comment here'
    if (a) refuse(\`taps \${hook} outside of apply: tap it there\`);
    throw new Error(b ? 'it is neither one nor the other' : \`plugin \${name} has \${count()} of them\`);
    expect(value, 'the name of a config option', 'short one');
  `;
  expect(messagesIn(source)).toEqual([
    'plugin … taps … outside of apply: tap it there',
    'it is neither one nor the other',
    'plugin … has … of them',
  ]);
});
