import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Runtime, runtimes } from '../../charm/contents/program.ts';
import { ownArchitecture } from '../../charm/project/charmcraft.ts';
import { scriptOptions } from '../../src/core/spec/spec.ts';
import { charmDirOf } from './pack-charms.ts';

/** What Juju reads of the packed charm. */
function read(runtime: Runtime, name: string) {
  return parse(fs.readFileSync(path.join(charmDirOf(runtime), name), 'utf8'), { version: '1.1' });
}

it.each(runtimes)('the charm packed on %s takes the place of the Python charm', (runtime) => {
  const metadata = read(runtime, 'metadata.yaml');
  expect(metadata).toMatchObject({ name: 'backup-integrator', subordinate: true });
  expect(metadata.requires).toEqual({
    backup: { interface: 'backup', optional: false },
    'juju-info': { interface: 'juju-info', scope: 'container', optional: false },
  });
  expect(metadata.provides).toBeUndefined();
  // Without a default, so that a refresh changes none of them.
  const { options } = read(runtime, 'config.yaml');
  for (const option of ['fileset', ...scriptOptions]) {
    expect(options[option]).toEqual({ type: 'string', description: expect.any(String) });
  }
});

it.each(runtimes)('the charm packed on %s is for three Ubuntu releases', (runtime) => {
  expect(read(runtime, 'manifest.yaml').bases).toEqual(
    ['22.04', '24.04', '26.04'].map((channel) => ({
      name: 'ubuntu',
      channel,
      architectures: [ownArchitecture],
    })),
  );
});
