import { expect, it } from 'vitest';
import { CharmError } from '../../../src/core/problems/charm-error.ts';

it('a failure that one line explains is told from any other', () => {
  const error = new CharmError('no disk', { cause: 'why' });
  expect(error).toBeInstanceOf(Error);
  expect([String(error), error.cause]).toEqual(['CharmError: no disk', 'why']);
  expect(new Error('no disk')).not.toBeInstanceOf(CharmError);
});
