import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { charm as manifestCharm } from '../../examples/fileset-from-manifest/charm.ts';
import { manifestFileset } from '../../examples/fileset-from-manifest/manifest-fileset.ts';
import { charm as jsonCharm } from '../../examples/relation-format-json/charm.ts';
import { jsonV1 } from '../../examples/relation-format-json/json-v1.ts';
import { sideBySide } from '../../examples/relation-format-json/side-by-side.ts';
import { charm as timedCharm } from '../../examples/scripts-with-time-limit/charm.ts';
import { timedScripts } from '../../examples/scripts-with-time-limit/timed-scripts.ts';
import type { Charm } from '../../src/core/charm.ts';
import { backupV0 } from '../../src/plugins/relation-publisher/backup-v0.ts';
import {
  asProcesses,
  type Deployment,
  describePlugin,
  describeRelationFormat,
  inProcess,
} from '../../src/testing/index.ts';
import { lay, model, scriptsOn, statuses } from '../support/deployment.ts';
import { forkOf, runIn } from '../support/fork.ts';

const unit = 'backup-integrator/0';
const suite = { describe, it };

describeRelationFormat(suite, jsonV1);
describeRelationFormat(suite, sideBySide(backupV0, jsonV1));
describePlugin(suite, () => manifestFileset({ path: '/etc/manifest' }), {
  files: { '/etc/manifest': '/srv/a\n' },
  config: { fileset: '/etc' },
});
describePlugin(suite, () => timedScripts({ limit: '1h' }), {
  config: { 'run-before-backup': '#!/bin/sh\n' },
});

/** The example's charm from source, and as a fork builds it. */
const ways = (example: string, charm: Charm) =>
  [
    ['in process', () => inProcess(charm)],
    [
      'built as a fork',
      () => {
        const fork = forkOf(example);
        runIn(fork, 'charm/build.ts');
        return asProcesses({ charmDir: join(fork, 'build/charm') });
      },
    ],
  ] as const;

async function databag(juju: Deployment) {
  await juju.integrate('bacula-fd');
  const [id = ''] = juju.relationIds();
  return juju.databag(id);
}

describe.each(ways('relation-format-json', jsonCharm))(
  'relation-format-json, %s',
  (_, frontEnd) => {
    it('publishes both formats, and refuses what the older can not carry', async () => {
      const juju = model(frontEnd());
      await juju.deploy();
      lay(juju, '/srv/a', '/srv/b c');
      await juju.configure({ fileset: '/srv/a' });
      expect(await databag(juju)).toEqual({
        fileset: '/srv/a',
        'backup-spec': '{"version":1,"fileset":["/srv/a"],"scripts":{}}',
      });
      await juju.configure({ fileset: '/srv/b c' });
      expect(statuses(juju)[unit]).toMatch(
        /^blocked: fileset: "\/srv\/b c" has a space, which backup-v0/,
      );
    });

    it('publishes the newer one alone, with all that it can carry, where the provider reads it', async () => {
      const juju = model(frontEnd());
      await juju.deploy(2);
      lay(juju, '/srv/b c');
      await juju.configure({ fileset: '/srv/b c' });
      await juju.integrate('bacula-fd');
      const [id = ''] = juju.relationIds();
      expect(juju.databag(id)).toEqual({});
      await juju.setRemote(id, { 'backup-formats': 'json-v1,json-v2' });
      expect(juju.databag(id)).toEqual({
        'backup-spec': '{"version":1,"fileset":["/srv/b c"],"scripts":{}}',
      });
      expect(Object.values(statuses(juju))).toEqual(['active: ', 'active: ']);
    });

    it('publishes to each relation in its own format', async () => {
      const juju = model(frontEnd());
      await juju.deploy();
      lay(juju, '/srv/a', '/srv/b c');
      await juju.configure({ fileset: '/srv/a' });
      await juju.integrate('bacula-fd');
      await juju.integrate('new-provider');
      const [old = '', newer = ''] = juju.relationIds();
      await juju.setRemote(newer, { 'backup-formats': 'json-v1' });
      expect(Object.keys(juju.databag(old)).toSorted()).toEqual(['backup-spec', 'fileset']);
      expect(Object.keys(juju.databag(newer))).toEqual(['backup-spec']);
      await juju.configure({ fileset: '/srv/b c' });
      expect(statuses(juju)[unit]).toMatch(/^blocked: .* has a space, which backup-v0/);
    });
  },
);

describe('json-v1', () => {
  it('carries paths with spaces and anything else that a file can be named', () => {
    const spec = { fileset: ['/srv/b c', '/a,b;{}"\\\n'], scripts: {} };
    expect(jsonV1.check(spec)).toEqual([]);
    expect(jsonV1.decode(jsonV1.encode(spec))).toEqual(spec);
  });

  it('refuses a document of another version or shape', () => {
    const read = (document: unknown) => jsonV1.decode({ 'backup-spec': JSON.stringify(document) });
    expect(() => read({ version: 2, fileset: [], scripts: {} })).toThrow('has version 2, not 1');
    expect(() => read({ version: 1, scripts: {} })).toThrow('has no fileset');
    expect(() => read({ version: 1, fileset: [1], scripts: {} })).toThrow('a path that is no text');
    expect(() => read([])).toThrow();
  });

  it('can not stand beside itself', () => {
    const twice = sideBySide(jsonV1, jsonV1);
    expect(() => twice.encode({ fileset: [], scripts: {} })).toThrow('both write backup-spec');
  });
});

describe.each(ways('fileset-from-manifest', manifestCharm))(
  'fileset-from-manifest, %s',
  (_, frontEnd) => {
    it('publishes what the principal lists', async () => {
      const juju = model(frontEnd());
      await juju.deploy();
      expect(statuses(juju)[unit]).toBe(
        'blocked: fileset: comes from "/etc/backup-manifest", which lists nothing on this unit; have the principal charm write one absolute path on each line of it',
      );
      lay(juju, '/srv/a', '/srv/b');
      const manifest = join(juju.unit(unit).root, 'etc/backup-manifest');
      mkdirSync(dirname(manifest), { recursive: true });
      writeFileSync(manifest, '# what this charm keeps\n/srv/a\n\n/srv/b\n');
      await juju.updateStatus();
      expect(await databag(juju)).toEqual({ fileset: '/srv/a,/srv/b' });
      await juju.configure({ fileset: '/etc' });
      expect(statuses(juju)[unit]).toBe(
        'active: fileset: is set, but the fileset comes from "/etc/backup-manifest"; reset the option',
      );
    });
  },
);

describe.each(ways('scripts-with-time-limit', timedCharm))(
  'scripts-with-time-limit, %s',
  (_, frontEnd) => {
    it('puts a runner with the limit where the provider looks, and the script beside it', async () => {
      const juju = model(frontEnd());
      await juju.deploy();
      lay(juju, '/srv/a');
      await juju.configure({ fileset: '/srv/a', 'run-before-backup': '#!/bin/sh\nexit 7\n' });
      const folder = '/opt/backup-integrator-charm/scripts/backup-integrator';
      expect(await databag(juju)).toEqual({
        fileset: '/srv/a',
        'run-before-backup': `${folder}/run-before-backup`,
      });
      expect(scriptsOn(juju, unit)).toEqual({
        'run-before-backup': `700 #!/bin/sh\nexec timeout --kill-after=30s 6h ${folder}/run-before-backup.script\n`,
        'run-before-backup.script': '700 #!/bin/sh\nexit 7\n',
      });
      await juju.configure({ 'run-before-backup': undefined });
      expect(scriptsOn(juju, unit)).toEqual({});
    });

    it('writes a runner that ends a script, and passes on how one ended', async () => {
      const juju = model(frontEnd());
      await juju.deploy();
      lay(juju, '/srv/a');
      await juju.configure({ fileset: '/srv/a', 'run-before-backup': '#!/bin/sh\nexit 7\n' });
      const { root } = juju.unit(unit);
      const { 'run-before-backup': runner = '' } = scriptsOn(juju, unit);
      const command = runner.replace('700 #!/bin/sh\nexec ', '').replace(' /opt', ` ${root}/opt`);
      expect(spawnSync('/bin/sh', ['-c', command]).status).toBe(7);
      expect(
        spawnSync('/bin/sh', ['-c', 'exec timeout --kill-after=30s 0.1s sleep 60']).status,
      ).toBe(124);
    });
  },
);

describe('a fork with a wrong composition', () => {
  it('says so in one line, when it starts', () => {
    const fork = forkOf('relation-format-json');
    writeFileSync(
      join(fork, 'src/charm.ts'),
      `import { Charm } from './core/charm.ts';
      import { fileset } from './plugins/fileset/fileset.ts';
      export const charm = new Charm([fileset(), fileset()]);`,
    );
    runIn(fork, 'charm/build.ts');
    const { status, stderr } = spawnSync(join(fork, 'build/charm/dispatch'), { encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      1,
      'two plugins are named fileset: leave one out, or rename it\n',
    ]);
  });
});
