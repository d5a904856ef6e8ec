import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tail } from '../../../src/core/process/tail.ts';

/** What is shown of a stream that comes in these parts. */
function shown(most: number, hidden: readonly string[], ...parts: readonly (string | Buffer)[]) {
  const tail = new Tail(most, hidden);
  for (const part of parts) tail.add(Buffer.from(part));
  return tail.lines;
}

describe('the tail of a stream', () => {
  it('is all of it where it is short, line by line', () => {
    expect(shown(10, [])).toEqual([]);
    expect(shown(10, [], 'one\ntw', 'o\r\n')).toEqual(['one', 'two']);
    expect(shown(10, [], '\n\nend')).toEqual(['', '', 'end']);
    expect(shown(10, [], 'a\tb')).toEqual(['a  b']);
  });

  it('is its last bytes, and says how many came before', () => {
    expect(shown(3, [], 'abcdef')).toEqual(['(3 bytes before this are not shown)', 'def']);
    expect(shown(3, [], ...'x'.repeat(2000), 'yz\n')).toEqual([
      '(2,000 bytes before this are not shown)',
      'yz',
    ]);
  });

  it('does not begin within a character', () => {
    expect(shown(3, [], 'éé')).toEqual(['(1 bytes before this are not shown)', 'é']);
  });

  it('shows the bytes that are no text as such', () => {
    expect(shown(3, [], Buffer.from([0x61, 0xff]))).toEqual(['a\ufffd']);
  });

  it('has a mask for each hidden text, and for each line of one', () => {
    expect(shown(99, ['hunter2', 'one\ntwo\r\n'], 'a hunter2 b\none\n', 'TWO two')).toEqual([
      'a *** b',
      '***',
      'TWO ***',
    ]);
    expect(shown(99, ['', '\n'], 'nothing\n')).toEqual(['nothing']);
  });

  it('shows nothing of hidden texts that overlap, or are longer than what is shown', () => {
    expect(shown(99, ['abc', 'cde'], 'abcde')).toEqual(['***']);
    expect(shown(99, ['aba'], 'ababa')).toEqual(['***']);
    expect(shown(4, ['a secret'], 'xx a secret yy', 'z a secret')).toEqual([
      expect.stringMatching(/^\(/),
      '***',
    ]);
  });

  it('shows no part of a hidden text, wherever the cut is and however it comes', () => {
    const hidden = fc.string({ unit: fc.constantFrom('A', 'B'), minLength: 2, maxLength: 6 });
    const rest = fc.string({ unit: fc.constantFrom('x', 'y', '\n'), maxLength: 30, size: 'max' });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(rest, fc.boolean())),
        hidden,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (pieces, secret, most, size) => {
          const text = pieces.map(([plain, isSecret]) => plain + (isSecret ? secret : '')).join('');
          const parts = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const lines = shown(most, [secret], ...parts);
          expect(lines.join('\n').replace(/^\(.*/, '')).not.toMatch(/[AB]/);
        },
      ),
    );
  });

  it('is the end of the text, whatever the parts are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme-ascii', size: 'max', maxLength: 300 })),
        fc.integer({ min: 1, max: 100 }),
        (parts, most) => {
          const text = parts.join('').replaceAll('\t', '');
          const lines = shown(most, [], ...parts.map((part) => part.replaceAll('\t', '')));
          const ending = lines.slice(text.length > most ? 1 : 0).join('\n');
          expect(
            text.endsWith(ending) || text === `${ending}\n` || text.endsWith(`${ending}\n`),
          ).toBe(true);
          expect(ending.length).toBeGreaterThanOrEqual(Math.min(most, text.length) - 1);
        },
      ),
    );
  });
});
