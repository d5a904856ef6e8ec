import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readName, readSeconds, refuseOthers } from '../../../src/plugins/rehearse/parameters.ts';

const refuse = (reason: string): never => {
  throw new Error(reason);
};
const all = 'run-before-backup, run-after-backup, run-before-restore, run-after-restore';

it('seconds are a whole number from 1 to a day, and ten minutes where they are not given', () => {
  expect(readSeconds({}, refuse)).toBe(600);
  expect([1, 86_400].map((seconds) => readSeconds({ seconds }, refuse))).toEqual([1, 86_400]);
});

it.each([
  [0, '"0"'],
  [86_401, '"86401"'],
  [1.5, '"1.5"'],
  ['60', '"60"'],
  [null, '"null"'],
  [['a\n'], '"["a\\n"]"'],
])('other seconds are refused: %j', (seconds, shown) => {
  expect(() => readSeconds({ seconds }, refuse)).toThrow(
    `parameter seconds is ${shown}, and has to be a whole number from 1 to 86400; give such a number without --string-args`,
  );
});

it.each([
  [{}, `parameter name is not given; give it one of ${all}`],
  [{ name: '../sh' }, `parameter name is "../sh", which is no script; give it one of ${all}`],
  [{ name: 7 }, `parameter name is "7", which is no script; give it one of ${all}`],
  [{ name: 'a\nb' }, `parameter name is "a\\u{a}b", which is no script; give it one of ${all}`],
])('a name that is no script’s is refused: %j', (given, reason) => {
  expect(() => readName(given, refuse)).toThrow(reason);
});

it('another parameter is refused', () => {
  expect(() => refuseOthers({ nam: 1 }, ['name', 'seconds'], refuse)).toThrow(
    'there is no parameter "nam"; use name or seconds',
  );
  refuseOthers({ name: 1 }, ['name'], refuse);
});

it('whatever is given, what is taken is a script and a number of seconds in bounds', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const taken = (read: () => unknown) => {
        try {
          return read();
        } catch (error) {
          expect(error).toMatchObject({ message: expect.stringMatching(/^parameter \w+ is /) });
          return undefined;
        }
      };
      const name = taken(() => readName({ name: value ?? '' }, refuse));
      expect(name === undefined || all.split(', ').includes(String(name))).toBe(true);
      const seconds = taken(() => readSeconds({ seconds: value ?? '' }, refuse)) ?? 1;
      expect(Number.isInteger(seconds) && Number(seconds) >= 1).toBe(true);
    }),
  );
});
