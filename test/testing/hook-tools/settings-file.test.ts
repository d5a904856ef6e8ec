import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeDatabag } from '../../../src/core/juju/databag.ts';
import { readSettingsFile } from '../../../src/testing/hook-tools/settings-file.ts';
import { anyCharacter } from '../../support/any-character.ts';

const control = 'yaml: control characters are not allowed';

test('what the charm encodes is read back as the same values', () => {
  const text = fc
    .string({ unit: anyCharacter, maxLength: 40 })
    .filter((each) => each.isWellFormed());
  const misread = fc.string({
    unit: fc.constantFrom(
      ' ',
      '\t',
      '\n',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\u007f',
      '\\',
      '"',
      '😀',
      "'",
    ),
  });
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), fc.oneof(text, misread)),
      (databag) => {
        expect(readSettingsFile(encodeDatabag(databag))).toEqual({ ...databag });
      },
    ),
  );
});

test('5 MiB are read', () => {
  const value = 'é '.repeat(1_700_000);
  expect(readSettingsFile(JSON.stringify({ value }))['value'] === value).toBe(true);
});

describe('raw characters', () => {
  const ranges = [
    [0x00, 0x08],
    [0x0b, 0x0c],
    [0x0e, 0x1f],
    [0x7f, 0x84],
    [0x86, 0x9f],
    [0xfffe, 0xffff],
  ];
  test.each(ranges)('U+%i to U+%i are refused', (first, last) => {
    for (let code = first; code <= last; code++) {
      expect(() => readSettingsFile(`{"a":"${String.fromCodePoint(code)}"}`)).toThrow(control);
    }
  });

  test('a lone surrogate is refused', () => {
    expect(() => readSettingsFile('{"a":"\ud83d"}')).toThrow(control);
  });

  test.each(['\u00a0', '\ud7ff', '\ue000', '\ufffd', '😀', '\u{10ffff}', 'é'])(
    '%j stays',
    (raw) => {
      expect(readSettingsFile(`{"a":"${raw}"}`)).toEqual({ a: raw });
    },
  );

  test('U+0085 becomes a space, and takes the blanks around it along', () => {
    expect(readSettingsFile('{"a":"x\u0085y","b":"x \u0085 y"}')).toEqual({ a: 'x y', b: 'x y' });
  });

  test.each(['\u2028', '\u2029'])('%j stays, but the blanks around it are lost', (raw) => {
    expect(readSettingsFile(`{"a":"x \t${raw} y"}`)).toEqual({ a: `x${raw}y` });
  });

  test('a line break in a quoted text becomes a space', () => {
    expect(readSettingsFile('{"a":"x\ny"}')).toEqual({ a: 'x y' });
  });
});

describe('escapes', () => {
  test('those of characters that may not stand raw are fine', () => {
    expect(readSettingsFile(String.raw`{"a":"\u007f\u0085\u2028\ufeff\uffff\n\t\\u\""}`)).toEqual({
      a: '\u007f\u0085\u2028\ufeff\uffff\n\t\\u"',
    });
  });

  test.each([String.raw`\ud83d\ude00`, String.raw`\uD83D`, String.raw`\udfff`])(
    '%s is refused',
    (sequence) => {
      expect(() => readSettingsFile(`{"a":"${sequence}"}`)).toThrow(
        'yaml: found invalid Unicode character escape code',
      );
    },
  );

  test.each([String.raw`\/`, String.raw`\q`])('%s is refused', (sequence) => {
    expect(() => readSettingsFile(`{"a":"${sequence}"}`)).toThrow(
      'yaml: found unknown escape character',
    );
  });

  test('an escaped backslash in front of u or / is none of them', () => {
    expect(readSettingsFile(String.raw`{"a":"\\ud83d \\/"}`)).toEqual({ a: String.raw`\ud83d \/` });
  });
});

describe('structure', () => {
  test('a key of over 1,000 bytes is refused', () => {
    const key = (length: number) => JSON.stringify({ ['k'.repeat(length)]: 'v' });
    expect(Object.keys(readSettingsFile(key(1000)))).toEqual(['k'.repeat(1000)]);
    expect(() => readSettingsFile(key(1001))).toThrow("yaml: did not find expected ',' or '}'");
  });

  test.each(['', 'null', '{}', '# nothing'])('%j is no settings', (text) => {
    expect(readSettingsFile(text)).toEqual({});
  });

  test('any scalar is a text, as it was written', () => {
    expect(readSettingsFile('a: 007\nb: yes\nc: 1.50\nd: ~\ne: text\n')).toEqual({
      a: '007',
      b: 'yes',
      c: '1.50',
      d: '',
      e: 'text',
    });
  });

  test('the last of two equal keys counts', () => {
    expect(readSettingsFile('{"a":"1","a":"2"}')).toEqual({ a: '2' });
  });

  test.each([
    ['{"a":{"b":"c"}}', 'cannot unmarshal !!map into string'],
    ['{"a":["b"]}', 'cannot unmarshal !!seq into string'],
    ['[1]', 'cannot unmarshal !!seq into map[string]string'],
    ['word', 'cannot unmarshal !!str `word` into map[string]string'],
    ['{"a":', 'yaml: '],
  ])('%s is refused', (text, message) => {
    expect(() => readSettingsFile(text)).toThrow(message);
  });
});
