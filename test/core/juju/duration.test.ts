import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration } from '../../../src/core/juju/duration.ts';

const most = 30 * 86_400;
const read = (text: string) => readDuration(text, most)?.seconds;

describe('a duration', () => {
  it.each([
    ['90s', 90],
    ['30m', 1800],
    ['2h', 7200],
    ['1d12h', 129_600],
    ['1h30m5s', 5405],
    [' 2h\n', 7200],
    ['30d', most],
  ])('%j is %i seconds', (text, seconds) => {
    expect(read(text)).toBe(seconds);
  });

  it.each([
    '',
    ' ',
    '90',
    's',
    '2 h',
    '-2h',
    '1.5h',
    '2H',
    '30m2h',
    '2h2h',
    '0s',
    '31d',
    'h2',
    `${'9'.repeat(400)}s`,
  ])('%j is none', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is kept as it is written, but for blanks around it', () => {
    expect(readDuration(' 26h ', most)).toEqual({ text: '26h', seconds: 93_600 });
  });

  it('is read from every text without an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000, size: 'max' }), (text) => {
        expect(read(text) ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});
