import { describe, expect, it } from 'vitest';
import { Config, type ConfigValue } from '../../../src/core/juju/config.ts';
import { isWrapping, readRunSettings } from '../../../src/plugins/run-scripts/run-settings.ts';

const read = (values: Readonly<Record<string, ConfigValue>>) =>
  readRunSettings(new Config(new Map(Object.entries(values))));

describe('how scripts run', () => {
  it('is without a wrapper where nothing asks for one', () => {
    expect(isWrapping(read({}))).toBe(false);
    expect(isWrapping(read({ 'script-timeout': ' ', 'expect-backup-every': '' }))).toBe(false);
  });

  it.each([
    { 'script-timeout': '90s' },
    { 'clean-up-on-failure': true },
    { 'expect-backup-every': '26h' },
    { 'script-environment': 'secret:9m4e2mr0ui3e8a215n4g' },
    { 'metrics-file': '/srv/b.prom' },
  ])('is with a wrapper for %j', (values) => {
    expect(isWrapping(read(values))).toBe(true);
  });

  it('has the limit in seconds', () => {
    expect(read({ 'script-timeout': '2h' }).limit).toEqual({ text: '2h', seconds: 7200 });
  });

  it('has no limit of more than 30 days', () => {
    expect(read({ 'script-timeout': '31d' }).limit).toBeUndefined();
  });
});
