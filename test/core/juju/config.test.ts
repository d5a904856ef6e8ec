import { expect, it } from 'vitest';
import { Config, type ConfigValue } from '../../../src/core/juju/config.ts';

const config = new Config(
  new Map<string, ConfigValue>([
    ['fileset', '/etc'],
    ['strict', true],
    ['daily', 7],
  ]),
);

it('gives the value of an option by its type', () => {
  expect(config.text('fileset')).toBe('/etc');
  expect(config.flag('strict')).toBe(true);
  expect(config.number('daily')).toBe(7);
});

it('an option that is not set has no text and no number, and its flag is off', () => {
  expect(config.text('run-before-backup')).toBeUndefined();
  expect(config.number('weekly')).toBeUndefined();
  expect(config.flag('other')).toBe(false);
});

it('has all that is set, by option', () => {
  expect(config.values).toEqual({ fileset: '/etc', strict: true, daily: 7 });
});

it('is the same with other values, of which an empty text unsets an option', () => {
  const changed = config.with({ fileset: '', strict: false, 'run-after-backup': '#!/bin/sh' });
  expect(changed.values).toEqual({ strict: false, daily: 7, 'run-after-backup': '#!/bin/sh' });
  expect(config.values).toEqual({ fileset: '/etc', strict: true, daily: 7 });
});

it('refuses to take one type for another', () => {
  expect(() => config.text('strict')).toThrow(
    'config option strict should be a string but is a boolean',
  );
  expect(() => config.flag('fileset')).toThrow(
    'config option fileset should be a boolean but is a string',
  );
  expect(() => config.number('fileset')).toThrow(
    'config option fileset should be a number but is a string',
  );
});
