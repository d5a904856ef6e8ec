import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { metadataFiles } from '../../../charm/contents/metadata.ts';
import { readCharmcraft } from '../../../charm/project/charmcraft.ts';
import { sample } from '../sample.ts';

/** The files that charmcraft.yaml with more text at its end gives, parsed as Juju does. */
function filesOf(source: string) {
  const files = metadataFiles(readCharmcraft(source), 'arm64');
  return Object.fromEntries(
    [...files].map(([name, yaml]) => [name, parse(yaml, { version: '1.1' })]),
  );
}

describe('metadataFiles', () => {
  it('gives Juju the metadata in its own words', () => {
    expect(filesOf(sample)['metadata.yaml']).toEqual({
      name: 'sample-charm',
      'display-name': 'Sample Charm',
      summary: expect.any(String),
      description: 'A charm that nobody deploys.\n',
      website: expect.stringMatching(/^https:/),
      subordinate: true,
      assumes: ['juju >= 3.6'],
      requires: {
        backup: { interface: 'backup' },
        'juju-info': { interface: 'juju-info', scope: 'container' },
      },
      resources: {
        'site-plugins': {
          type: 'file',
          filename: 'site-plugins.mjs',
          description: 'Checks of a site.',
        },
      },
      peers: { peers: { interface: 'sample' } },
    });
  });

  it('gives Juju the config as it stands in charmcraft.yaml', () => {
    expect(filesOf(sample)['config.yaml']).toEqual(parse(sample).config);
  });

  it('gives Juju the bases of one architecture', () => {
    expect(filesOf(sample)['manifest.yaml'].bases).toEqual(
      ['22.04', '24.04'].map((channel) => ({
        name: 'ubuntu',
        channel,
        architectures: ['arm64'],
      })),
    );
  });

  it('passes on actions when there are any', () => {
    expect(Object.keys(filesOf(sample))).not.toContain('actions.yaml');
    const more = {
      actions: { check: { description: 'Checks.', params: { path: { type: 'string' } } } },
    };
    const files = filesOf(sample + stringify(more));
    expect(files['actions.yaml']).toEqual(more.actions);
  });

  it('leaves out config.yaml when there is no option, since charmcraft analyze dies of an empty one', () => {
    const { config: _, ...rest } = readCharmcraft(sample);
    expect([...metadataFiles({ ...rest, config: { options: {} } }, 'amd64').keys()]).toEqual([
      'metadata.yaml',
      'manifest.yaml',
    ]);
  });

  it('spells the links as Juju does', () => {
    const charmcraft = readCharmcraft(sample);
    const links = {
      contact: 'someone@example.com',
      documentation: 'https://example.com/docs',
      issues: 'https://example.com/issues',
      source: ['https://example.com/source'],
    };
    const metadata = metadataFiles({ ...charmcraft, links }, 'amd64').get('metadata.yaml') ?? '';
    expect(parse(metadata)).toMatchObject({
      maintainers: ['someone@example.com'],
      docs: 'https://example.com/docs',
      issues: 'https://example.com/issues',
      source: ['https://example.com/source'],
    });
  });

  it('quotes what YAML 1.1, which Juju reads, takes for something else than a string', () => {
    const summaries = ['yes', 'off', '1:30', '0o7', '2026-11-22', '~'];
    for (const summary of summaries) {
      const files = metadataFiles({ ...readCharmcraft(sample), summary }, 'amd64');
      expect(parse(files.get('metadata.yaml') ?? '', { version: '1.1' }).summary).toBe(summary);
    }
  });
});
