import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { basesFor, readCharmcraft } from '../../../charm/project/charmcraft.ts';
import { charm } from '../../../src/charm.ts';
import { backupEndpoint, peerEndpoint } from '../../../src/core/juju/event.ts';
import { sample } from '../sample.ts';

describe('charm/charmcraft.yaml, which a fork may change with its list of plugins,', () => {
  const charmcraft = readCharmcraft(fs.readFileSync('charm/charmcraft.yaml', 'utf8'));

  it('has the endpoints that the charm uses', () => {
    expect(charmcraft).toMatchObject({
      subordinate: true,
      requires: {
        [backupEndpoint]: { interface: 'backup' },
        'juju-info': { interface: 'juju-info', scope: 'container' },
      },
      peers: { [peerEndpoint]: { interface: expect.any(String) } },
    });
  });

  it('has the config options that the plugins and the charm itself read, and no others', () => {
    const read = new Set([...charm.options, 'plugins', 'site-plugins-unprivileged', 'strict']);
    expect(Object.keys(charmcraft.config.options).sort()).toEqual([...read].sort());
  });

  it('has the options strict, which is off unless it is set, and plugins, which is not set', () => {
    const { strict, plugins } = charmcraft.config.options;
    expect(strict).toMatchObject({ type: 'boolean', default: false });
    expect(plugins).toEqual({ type: 'string', description: expect.any(String) });
  });

  it('has the actions that plugins implement, and no others', () => {
    expect(Object.keys(charmcraft.actions).sort()).toEqual([...charm.actions.keys()].sort());
  });

  it('has the resource of site plugins', () => {
    expect(charmcraft.resources['site-plugins']).toMatchObject({ type: 'file' });
  });
});

describe('basesFor', () => {
  it.each(['amd64', 'arm64'] as const)(
    'gives the releases for %s, in their order',
    (architecture) => {
      expect(basesFor(readCharmcraft(sample), architecture)).toEqual(
        ['22.04', '24.04'].map((channel) => ({
          name: 'ubuntu',
          channel,
          architectures: [architecture],
        })),
      );
    },
  );
});

/** The sample with one piece of text replaced, which must be in it. */
function edited(from: string, to: string): string {
  expect(sample).toContain(from);
  return sample.replace(from, to);
}

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
    ['an endpoint in snake case', 'juju-info:', 'juju_info:', /juju_info/],
    ['a platform that is no base', 'ubuntu@22.04:amd64:', 'amd64:', /platforms/],
    ['no name', 'name: sample-charm\n', '', /name/],
  ])('refuses %s', (_, from, to, message) => {
    expect(() => readCharmcraft(edited(from, to))).toThrow(message);
  });

  it('refuses an action that Juju keeps for itself', () => {
    const actions = 'actions:\n  juju-check: { description: Checks. }\n';
    expect(() => readCharmcraft(sample + actions)).toThrow(/juju-check/);
  });

  it('names all that is wrong at once', () => {
    const twice = edited('juju >= 3.6', 'juju => 3.6').replace('type: boolean', 'type: bool');
    expect(() => readCharmcraft(twice)).toThrow(/assumes\[0\]/);
    expect(() => readCharmcraft(twice)).toThrow(/config\.options\.strict/);
  });
});
