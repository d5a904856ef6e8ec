import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { basesFor, readCharmcraft } from '../../charm/charmcraft.ts';
import { backupEndpoint } from '../../src/core/juju/event.ts';
import { scriptOptions } from '../../src/core/spec/spec.ts';

const text = fs.readFileSync('charm/charmcraft.yaml', 'utf8');
const charmcraft = readCharmcraft(text);

/** The file with one piece of text replaced, which must be in it. */
function edited(from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

describe('charm/charmcraft.yaml', () => {
  it('has the name, the kind and the endpoints of the charm that it replaces', () => {
    expect(charmcraft).toMatchObject({
      name: 'backup-integrator',
      subordinate: true,
      requires: {
        [backupEndpoint]: { interface: 'backup' },
        'juju-info': { interface: 'juju-info', scope: 'container' },
      },
      provides: {},
    });
    expect(Object.keys(charmcraft.requires)).toEqual(['backup', 'juju-info']);
  });

  it('has the config options of the charm that it replaces, as strings without a default', () => {
    for (const option of ['fileset', ...scriptOptions]) {
      expect(charmcraft.config.options[option]).toEqual({
        type: 'string',
        description: expect.any(String),
      });
    }
  });

  it('has the option strict, which is off unless it is set', () => {
    expect(charmcraft.config.options['strict']).toMatchObject({ type: 'boolean', default: false });
  });

  it('asks for Juju 3.6', () => {
    expect(charmcraft.assumes).toEqual(['juju >= 3.6']);
  });

  it.each(['amd64', 'arm64'] as const)('is for three Ubuntu releases on %s', (architecture) => {
    expect(basesFor(charmcraft, architecture)).toEqual(
      ['22.04', '24.04', '26.04'].map((channel) => ({
        name: 'ubuntu',
        channel,
        architectures: [architecture],
      })),
    );
  });
});

describe('readCharmcraft', () => {
  it.each([
    ['an option that is there twice', 'fileset:\n', 'strict:\n', /unique/],
    ['a default of another type', 'default: false', 'default: "no"', /config\.options\.strict/],
    ['a type that Juju does not know', 'type: boolean', 'type: bool', /config\.options\.strict/],
    ['an assumption that Juju does not know', 'juju >= 3.6', 'juju => 3.6', /assumes\[0\]/],
    [
      'a scope that Juju does not know',
      'scope: container',
      'scope: machine',
      /juju-info"?\]?\.scope/,
    ],
    ['a key that it would drop', 'subordinate: true', 'subordinated: true', /subordinated/],
    ['an option in snake case', 'run-before-backup:', 'run_before_backup:', /run_before_backup/],
    ['a platform that is no base', 'ubuntu@22.04:amd64:', 'amd64:', /platforms/],
    ['no name', 'name: backup-integrator\n', '', /name/],
  ])('refuses %s', (_, from, to, message) => {
    expect(() => readCharmcraft(edited(from, to))).toThrow(message);
  });

  it('refuses an action that Juju keeps for itself', () => {
    const actions = 'actions:\n  juju-check: { description: Checks. }\n';
    expect(() => readCharmcraft(text + actions)).toThrow(/juju-check/);
  });

  it('names all that is wrong at once', () => {
    const twice = edited('juju >= 3.6', 'juju => 3.6').replace('type: boolean', 'type: bool');
    expect(() => readCharmcraft(twice)).toThrow(/assumes\[0\]/);
    expect(() => readCharmcraft(twice)).toThrow(/config\.options\.strict/);
  });
});
