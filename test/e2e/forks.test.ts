import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unzipCharm } from '../../charm/archive.ts';
import { ownArchitecture } from '../../charm/charmcraft.ts';
import { replaceFolder } from '../../charm/folder.ts';
import { asProcesses } from '../../src/testing/index.ts';
import { lay, model } from '../support/deployment.ts';
import { forkOf, runIn } from '../support/fork.ts';

it.each(['relation-format-json', 'fileset-from-manifest', 'scripts-with-time-limit'])(
  'the fork %s packs, and runs as packed',
  async (example) => {
    const fork = forkOf(example);
    runIn(fork, 'charm/pack.ts', '--arch', ownArchitecture);
    const [file = ''] = readdirSync(join(fork, 'dist')).filter((name) => name.endsWith('.charm'));
    const charmDir = join(fork, 'unpacked');
    replaceFolder(charmDir, await unzipCharm(readFileSync(join(fork, 'dist', file))));

    const juju = model(asProcesses({ charmDir }));
    const hooks = await juju.deploy(2);
    lay(juju, '/srv/a');
    hooks.push(...(await juju.configure({ fileset: '/srv/a' })));
    hooks.push(...(await juju.integrate('bacula-fd')));
    expect(hooks.filter(({ isCommitted }) => !isCommitted)).toEqual([]);
    const [id = ''] = juju.relationIds();
    // Without a manifest there is nothing to save.
    const published = example === 'fileset-from-manifest' ? undefined : '/srv/a';
    expect(juju.databag(id)['fileset']).toBe(published);
  },
);
