import {
  appendFileSync,
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment, FrontEnd } from '../../src/testing/index.ts';
import {
  filesOn,
  frontEnds,
  lay,
  model,
  nothing,
  scriptsFolder,
  scriptsOn,
  statuses,
  writes,
} from '../support/deployment.ts';

const config = {
  fileset: '/srv/data,/etc',
  'run-before-backup': '#!/bin/sh\ndump\n',
  'run-after-restore': '#!/bin/sh\nload\n',
};
const databag = {
  fileset: '/srv/data,/etc',
  'run-before-backup': `${scriptsFolder}/run-before-backup`,
  'run-after-restore': `${scriptsFolder}/run-after-restore`,
};
const scripts = {
  'run-before-backup': '700 #!/bin/sh\ndump\n',
  'run-after-restore': '700 #!/bin/sh\nload\n',
};

async function three(frontEnd: FrontEnd): Promise<Deployment> {
  const deployment = model(frontEnd);
  await deployment.deploy(3);
  lay(deployment, '/srv/data/', '/etc/');
  await deployment.configure(config);
  await deployment.integrate('bacula-fd');
  return deployment;
}

/** The files that are left of the charm on a machine. */
function left(root: string): string[] {
  const base = join(root, 'opt/backup-integrator-charm');
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(base, name)).isFile()).sort();
}

/** Every unit is active, and has each script at the path that the databag names. */
function expectWhole(deployment: Deployment): void {
  for (const id of deployment.relationIds()) expect(deployment.databag(id)).toEqual(databag);
  for (const { name, status } of deployment.units) {
    expect([name, status]).toEqual([name, { status: 'active', message: '' }]);
    expect(scriptsOn(deployment, name)).toEqual(scripts);
  }
}

describe.each(frontEnds)('a deployment of three units, %s', (_, frontEnd) => {
  it('has the same scripts on every unit, and one databag that names them', async () => {
    expectWhole(await three(frontEnd()));
  });

  it('is whole whatever the order of relation, config and units', async () => {
    const deployment = model(frontEnd());
    await deployment.deploy(1);
    await deployment.integrate('bacula-fd');
    lay(deployment, '/srv/data/', '/etc/');
    await deployment.configure(config);
    await deployment.addUnit();
    lay(deployment, '/srv/data/', '/etc/');
    await deployment.updateStatus();
    expectWhole(deployment);
  });

  it('stays whole through a leader change', async () => {
    const deployment = await three(frontEnd());
    const results = await deployment.setLeader('backup-integrator/2');
    expectWhole(deployment);
    expect(writes(results)).toEqual([]);
  });

  it('stays whole when the leader goes, of whose files what a restore needs stays', async () => {
    const deployment = await three(frontEnd());
    const { root } = deployment.unit('backup-integrator/0');
    await deployment.removeUnit('backup-integrator/0');
    expect(deployment.leader).toBe('backup-integrator/1');
    expectWhole(deployment);
    expect(left(root)).toEqual(['scripts/backup-integrator/run-after-restore']);
  });

  it('keeps the last good scripts and databag while the config is refused', async () => {
    const deployment = await three(frontEnd());
    const results = await deployment.configure({ fileset: 'srv', 'run-before-backup': 'new' });
    expect(results.every((result) => result.isCommitted)).toBe(true);
    for (const { name, status } of deployment.units) {
      expect(status).toEqual({
        status: 'blocked',
        message:
          'fileset: "srv" is not an absolute path; write it from the root, as in "/srv"; last good config stays',
      });
      expect(scriptsOn(deployment, name)).toEqual(scripts);
    }
    expect(deployment.databag('backup:2')).toEqual(databag);
    await deployment.configure(config);
    expectWhole(deployment);
  });

  it('removes the key of a script option that is cleared, whose file then does nothing', async () => {
    const deployment = await three(frontEnd());
    await deployment.configure({ 'run-after-restore': undefined });
    const { 'run-after-restore': _path, ...others } = databag;
    expect(deployment.databag('backup:2')).toEqual(others);
    for (const { name } of deployment.units) {
      expect(filesOn(deployment, name)).toEqual({
        'run-before-backup': scripts['run-before-backup'],
        'run-after-backup': nothing,
        'run-before-restore': nothing,
        'run-after-restore': nothing,
      });
    }
  });

  it('repairs what was tampered with at the next event, and nothing else', async () => {
    const deployment = await three(frontEnd());
    await deployment.updateStatus();
    const folder = join(deployment.unit('backup-integrator/1').root, scriptsFolder);
    appendFileSync(join(folder, 'run-before-backup'), 'evil');
    chmodSync(join(folder, 'run-after-restore'), 0o777);
    writeFileSync(join(folder, 'stray'), '');
    symlinkSync('/etc/shadow', join(folder, 'link'));
    const results = await deployment.updateStatus();
    expectWhole(deployment);
    expect(writes(results)).toEqual([
      `juju-log --log-level INFO -- ${[
        `wrote ${scriptsFolder}/run-before-backup`,
        `wrote ${scriptsFolder}/run-after-restore`,
        `removed ${scriptsFolder}/link`,
        `removed ${scriptsFolder}/stray`,
      ].join('; ')}`,
    ]);
  });

  it('publishes the same in two backup relations', async () => {
    const deployment = await three(frontEnd());
    await deployment.integrate('other-provider');
    expect(deployment.relationIds()).toHaveLength(2);
    expectWhole(deployment);
  });

  it('publishes again in a relation that was removed and added', async () => {
    const deployment = await three(frontEnd());
    await deployment.removeRelation('backup:2');
    for (const { status } of deployment.units) expect(status.status).toBe('waiting');
    await deployment.integrate('bacula-fd');
    expectWhole(deployment);
  });

  it('publishes nothing in a relation that appears while the config is refused', async () => {
    const deployment = await three(frontEnd());
    await deployment.configure({ fileset: 'srv' });
    await deployment.integrate('other-provider');
    const [, added = ''] = deployment.relationIds();
    expect(deployment.databag(added)).toEqual({});
    await deployment.configure(config);
    expectWhole(deployment);
  });
});

describe('what each unit has of its own', () => {
  it("is judged on that unit's disk, and shown in that unit's status", async () => {
    const deployment = model();
    await deployment.deploy(3);
    lay(deployment, '/srv/data/', '/etc/');
    const { root } = deployment.unit('backup-integrator/2');
    rmSync(join(root, 'srv'), { recursive: true });
    await deployment.configure({ fileset: '/srv/data,/etc' });
    await deployment.integrate('bacula-fd');
    expect(statuses(deployment)).toEqual({
      'backup-integrator/0': 'active: ',
      'backup-integrator/1': 'active: ',
      'backup-integrator/2':
        'active: warning: fileset: "/srv/data" does not exist on this unit; create it before the next backup, or correct the path',
    });
  });

  it('strict makes each of its warnings an error', async () => {
    const deployment = model();
    await deployment.deploy(2);
    lay(deployment, '/srv/data/');
    rmSync(join(deployment.unit('backup-integrator/1').root, 'srv'), { recursive: true });
    await deployment.configure({ fileset: '/srv/data', strict: true });
    await deployment.integrate('bacula-fd');
    expect(statuses(deployment)).toEqual({
      'backup-integrator/0': 'active: ',
      'backup-integrator/1':
        'blocked: fileset: "/srv/data" does not exist on this unit; create it before the next backup, or correct the path; this config is published',
    });
  });
});

describe('two units of the application on one machine', () => {
  it('share the scripts, of which the last of them leaves what a restore needs', async () => {
    const deployment = model();
    await deployment.deploy([{ machine: '7' }, { machine: '7' }]);
    await deployment.configure(config);
    await deployment.integrate('bacula-fd');
    const { root } = deployment.unit('backup-integrator/0');
    await deployment.removeUnit('backup-integrator/0');
    expect(readFileSync(join(root, scriptsFolder, 'run-before-backup'), 'utf8')).toBe(
      config['run-before-backup'],
    );
    await deployment.removeUnit('backup-integrator/1');
    expect(left(root)).toEqual(['scripts/backup-integrator/run-after-restore']);
  });
});

it('says all that is wrong at once', async () => {
  const deployment = model();
  await deployment.deploy();
  lay(deployment, '/srv/data/', '/srv/bad;name');
  const before = deployment.log.length;
  await deployment.configure({
    fileset: 'etc,/a/../b\n/srv/*,/none/*,/x y',
    'run-before-backup': '#!sh\r\n',
    'run-after-backup': '#!/srv/data\n',
  });
  const codes = deployment.log
    .slice(before)
    .filter(({ level }) => level === 'ERROR')
    .map(({ message }) => /\[(.*), plugin/.exec(message)?.[1]);
  expect(codes).toEqual([
    'fileset/glob-without-match',
    'fileset/relative-path',
    'fileset/parent-segment',
    'run-scripts/crlf-shebang',
    'run-scripts/relative-interpreter',
    'run-scripts/interpreter-is-folder',
    'relation-publisher/unsupported-path',
    'relation-publisher/unsupported-path',
  ]);
  expect(deployment.unit('backup-integrator/0').status.message).toBe(
    'fileset line 2: "/none/*" matches nothing on this unit; correct it, or list the folder that will hold the files; nothing is published yet (+7 more)',
  );
});
