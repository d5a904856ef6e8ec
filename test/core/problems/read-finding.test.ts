import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFinding } from '../../../src/core/problems/read-finding.ts';
import { anyCharacter } from '../../support/any-character.ts';

const finding = {
  code: 'my-plugin/what-is-wrong',
  severity: 'error',
  option: 'fileset',
  message: 'is wrong',
  fix: 'fix it',
} as const;

describe('a finding', () => {
  it('is taken as it is, with or without a value and a line', () => {
    expect(readFinding(finding)).toEqual(finding);
    expect(readFinding({ ...finding, value: '', line: 1 })).toEqual({
      ...finding,
      value: '',
      line: 1,
    });
    expect(readFinding({ ...finding, value: undefined, line: undefined })).toEqual(finding);
  });

  it('is copied: what its plugin does to it later changes nothing', () => {
    const own = { ...finding, message: 'is wrong' };
    const read = readFinding(own);
    own.message = 'is right';
    expect(read.message).toBe('is wrong');
  });

  it('has clauses of one line each, and a value as it is', () => {
    const odd = { ...finding, message: ' a\n\tb\u001b[31m ', fix: 'c\r\nd\u202e', value: ' a\nb' };
    expect(readFinding(odd)).toEqual({
      ...finding,
      message: 'a b\\u{1b}[31m',
      fix: 'c d\\u{202e}',
      value: ' a\nb',
    });
    expect(readFinding({ ...finding, message: 'x'.repeat(30_000) }).message).toBe(
      `${'x'.repeat(20_000)}…`,
    );
  });

  it.each([
    [undefined, 'the finding is undefined, and has to be an object'],
    ['no', 'the finding is "no", and has to be an object'],
    [{ ...finding, code: 'nothing' }, 'code is "nothing", and has to be text such as'],
    [{ ...finding, code: 'A/b' }, 'code is "A/b"'],
    [
      { ...finding, severity: 'fatal' },
      'severity is "fatal", and has to be error, warning or reminder',
    ],
    [{ ...finding, severity: null }, 'severity is null, and has to be error, warning or reminder'],
    [{ ...finding, option: 'Fileset' }, 'option is "Fileset", and has to be the name of a config'],
    [{ ...finding, option: ['fileset'] }, 'option is a list'],
    [{ ...finding, value: 7 }, 'value is 7, and has to be a text'],
    [{ ...finding, line: 0 }, 'line is 0, and has to be a whole number from 1 up'],
    [{ ...finding, line: 1.5 }, 'line is 1.5'],
    [{ ...finding, line: '1' }, 'line is "1"'],
    [{ ...finding, message: ' ' }, 'message is " ", and has to be a text'],
    [{ ...finding, message: {} }, 'message is an object, and has to be a text'],
    [{ ...finding, fix: undefined }, 'fix is undefined, and has to be a text'],
    [{ ...finding, plugin: 'globs' }, 'a finding has no field "plugin"'],
    [{ ...finding, isLeftOut: true }, 'a finding has no field "isLeftOut"'],
  ])('has to be whole: %j', (value, sentence) => {
    expect(() => readFinding(value)).toThrow(`report: ${sentence}`);
  });

  it('has a code and a value of a length that one can read', () => {
    const long = (length: number) => `a/${'b'.repeat(length - 2)}`;
    const most = { ...finding, code: long(100), value: long(8192) };
    expect(readFinding(most)).toEqual(most);
    for (const more of [{ code: long(101) }, { option: 'a'.repeat(101) }, { value: long(8193) }]) {
      expect(() => readFinding({ ...most, ...more })).toThrow(/at most \d+ characters long$/);
    }
  });

  it('is about one of the options that there are', () => {
    expect(readFinding(finding, ['strict', 'fileset'])).toEqual(finding);
    expect(() => readFinding(finding, ['strict', 'plugins'])).toThrow(
      'report: option is "fileset", and has to be one of strict, plugins',
    );
  });

  it('is one line to whoever reads it, or none, whatever a plugin hands over', () => {
    const text = fc.string({ unit: anyCharacter });
    const codes = fc.oneof(text, fc.constant('a/b'));
    fc.assert(
      fc.property(codes, text, text, text, (code, option, message, fix) => {
        for (const more of [{}, { option }, { [option]: code }]) {
          try {
            const read = readFinding({ ...finding, code, message, fix, ...more });
            expect(read.message + read.fix).not.toMatch(/[\p{C}\u2028\u2029]/u);
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
            expect(String(error)).not.toMatch(/[\p{C}\u2028\u2029]/u);
          }
        }
      }),
    );
  });

  it('never lets anything else through', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => readFinding(value)).toThrow(TypeError);
      }),
    );
  });
});
