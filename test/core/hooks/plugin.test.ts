import { expect, it } from 'vitest';
import { ActionFailure, PluginError } from '../../../src/core/hooks/plugin.ts';
import { CharmError } from '../../../src/core/problems/charm-error.ts';

it.each([
  [new Error('no disk'), 'no disk'],
  ['no reason', 'no reason'],
  [undefined, 'undefined'],
])('the failure of a plugin names it, what it did and why: %s', (cause, reason) => {
  const error = new PluginError('globs', 'validateConfig', cause);
  expect(error.message).toBe(`plugin globs failed in validateConfig: ${reason}`);
  expect([error.plugin, error.cause]).toEqual(['globs', cause]);
});

it('a failure of a plugin, and of an action, is explained by its one line', () => {
  expect(new PluginError('globs', 'apply', 'no')).toBeInstanceOf(CharmError);
  expect(new ActionFailure('not today')).toBeInstanceOf(CharmError);
});
