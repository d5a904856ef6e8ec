import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../src/testing/index.ts';
import { lay, model, scriptsFolder, scriptsOn, statuses, writes } from '../support/deployment.ts';
import { contribution, drop, one, zero } from '../support/units.ts';

const base = 'opt/backup-integrator-charm';
const script = '#!/bin/sh\ndump\n';
const config = { fileset: '/srv/*', 'run-before-backup': script };

/** Two units as version 1 of this charm leaves them: its marks, its files, and no word of the leader. */
async function ofVersion1(): Promise<Deployment> {
  const deployment = model();
  await deployment.deploy(2);
  lay(deployment, '/srv/a');
  await deployment.configure(config);
  await deployment.integrate('bacula-fd');
  deployment.seedDatabag('peers:0', {}, 'backup-integrator');
  for (const [index, unit] of deployment.units.entries()) {
    drop(deployment, unit.name, `${base}/state/backup-integrator/${index}.json`);
    for (const option of ['run-after-backup', 'run-before-restore', 'run-after-restore']) {
      drop(deployment, unit.name, `${scriptsFolder}/${option}`);
    }
    for (const kind of ['units', 'contributions']) mark(unit.root, kind, index);
  }
  return deployment;
}

function mark(root: string, kind: string, unit: number): void {
  const file = join(root, base, kind, 'backup-integrator', String(unit));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
}

describe('a refresh from version 1', () => {
  it('changes neither scripts nor databag, and clears the marks away', async () => {
    const deployment = await ofVersion1();
    const before = deployment.databag('backup:2');
    const hooks = await deployment.upgrade();
    expect(hooks.filter(({ isCommitted }) => !isCommitted)).toEqual([]);
    expect(deployment.databag('backup:2')).toEqual(before);
    const warning = expect.stringMatching(
      /^active: warning: fileset: what run-before-backup makes is not /,
    );
    expect(Object.values(statuses(deployment))).toEqual([warning, warning]);
    for (const { name, root } of deployment.units) {
      expect(scriptsOn(deployment, name)).toEqual({ 'run-before-backup': `700 ${script}` });
      for (const kind of ['units', 'contributions']) {
        expect(existsSync(join(root, base, kind))).toBe(false);
      }
    }
    await deployment.updateStatus();
    expect(writes(await deployment.updateStatus())).toEqual([]);
  });

  it('takes an edit, and a contribution back that the glob no longer finds', async () => {
    const deployment = await ofVersion1();
    await deployment.upgrade();
    await deployment.configure({ fileset: '/srv/a', 'run-before-backup': '#!/bin/sh\nnew\n' });
    expect(deployment.databag('backup:2')['fileset']).toBe('/srv/a');
    for (const { name } of deployment.units) {
      expect(scriptsOn(deployment, name)).toEqual({ 'run-before-backup': '700 #!/bin/sh\nnew\n' });
      expect(contribution(deployment, name)).toBeUndefined();
    }
  });

  it('is taken back where the edit comes together with it, and the contribution was of version 1', async () => {
    const deployment = await ofVersion1();
    expect(contribution(deployment, one)).toBeDefined();
    await deployment.configure({ fileset: '/srv/a' });
    expect(contribution(deployment, one)).toBeUndefined();
  });

  it("counts a mark of version 1 of another unit, which has not run yet, on the unit's machine", async () => {
    const deployment = model();
    await deployment.deploy([{ machine: '7' }, { machine: '7' }]);
    await deployment.configure(config);
    const { root } = deployment.unit(zero);
    drop(deployment, one, `${base}/state/backup-integrator/1.json`);
    mark(root, 'units', 1);
    await deployment.removeUnit(zero);
    expect(scriptsOn(deployment, one)).toEqual({ 'run-before-backup': `700 ${script}` });
  });
});

describe('a refresh from version 1 to which it was rolled back', () => {
  it('does not believe what it remembers from before', async () => {
    const deployment = await ofVersion1();
    await deployment.upgrade();
    await deployment.updateStatus();
    // Version 1 has contributed and published something else in between.
    for (const [index, unit] of deployment.units.entries()) {
      mark(unit.root, 'contributions', index);
      deployment.seedDatabag('peers:0', { globs: '{"/srv/*":["/srv/old"]}' }, unit.name);
    }
    await deployment.upgrade();
    await deployment.updateStatus();
    expect(deployment.databag('backup:2')['fileset']).toBe('/srv/a');
    expect(contribution(deployment, one)).toBe('{"/srv/*":["/srv/a"]}');
  });
});
