import { describe, expect, it } from 'vitest';
import { actionResult } from '../../../src/core/juju/action-result.ts';

describe('a result of an action', () => {
  it.each<[unknown, string]>([
    ['a b', 'a b'],
    ['a\nb\u202e', 'a\\u{a}b\\u{202e}'],
    [5, '5'],
    [true, 'true'],
    [undefined, 'undefined'],
    [null, 'null'],
    [['/a', '/b\nc'], '/a\n/b\\u{a}c'],
    [[], ''],
    [['/a', 5], '["/a",5]'],
    [{ a: 'b\u202e\nc' }, '{"a":"b\\u202e\\nc"}'],
  ])('%j is %j', (value, text) => {
    expect(actionResult('key', value)).toBe(text);
  });

  it('is a list up to 96 KiB, and says how much more there is', () => {
    const paths = Array.from({ length: 5000 }, (_, index) => `/srv/${index}/${'é'.repeat(20)}`);
    const lines = actionResult('paths', paths).split('\n');
    expect(Buffer.byteLength(lines.join('\n'))).toBeLessThan(97 * 1024);
    expect(lines.slice(0, -1)).toEqual(paths.slice(0, lines.length - 1));
    expect(lines.at(-1)).toBe(`and ${5000 - lines.length + 1} more`);
  });

  it('is JSON up to 96 KiB, and none that is longer', () => {
    expect(() => actionResult('key', { text: 'x'.repeat(100_000) })).toThrow(
      'the result key of the action is longer than 98304 bytes',
    );
  });
});
