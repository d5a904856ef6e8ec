import { expect, it } from 'vitest';
import { Config } from '../../../src/core/juju/config.ts';

const config = new Config(
  new Map<string, string | boolean>([
    ['fileset', '/etc'],
    ['strict', true],
  ]),
);

it('gives the value of an option by its type', () => {
  expect(config.text('fileset')).toBe('/etc');
  expect(config.flag('strict')).toBe(true);
});

it('an option that is not set has no text, and its flag is off', () => {
  expect(config.text('run-before-backup')).toBeUndefined();
  expect(config.flag('other')).toBe(false);
});

it('refuses to take one type for another', () => {
  expect(() => config.text('strict')).toThrow(
    'config option strict should be a string but is a boolean',
  );
  expect(() => config.flag('fileset')).toThrow(
    'config option fileset should be a boolean but is a string',
  );
});
