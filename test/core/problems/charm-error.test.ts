import { expect, it } from 'vitest';
import { CharmError, reasonOf } from '../../../src/core/problems/charm-error.ts';

it('a failure that one line explains is told from any other', () => {
  const error = new CharmError('no disk', { cause: 'why' });
  expect(error).toBeInstanceOf(Error);
  expect([String(error), error.cause]).toEqual(['CharmError: no disk', 'why']);
  expect(new Error('no disk')).not.toBeInstanceOf(CharmError);
});

it.each<[unknown, string]>([
  [new Error('no disk'), 'no disk'],
  [new Error(), 'an error without a message'],
  ['text', 'text'],
  [undefined, 'undefined'],
  [Symbol('s'), 'Symbol(s)'],
  [Object.create(null), "something that can't be shown"],
  [
    Object.assign(new Error('a'), { message: Object.create(null) }),
    "something that can't be shown",
  ],
])('whatever was thrown has words: %#', (thrown, words) => {
  expect(reasonOf(thrown)).toBe(words);
});
