import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Charm } from '../../../src/core/charm.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { relationPublisher } from '../../../src/plugins/relation-publisher/relation-publisher.ts';
import { originalScripts } from '../../../src/plugins/run-scripts/original-scripts.ts';
import { Deployment, inProcess, type UnitPlacement } from '../../../src/testing/index.ts';
import { listed, metadata, model } from '../../support/deployment.ts';
import { one, zero } from '../../support/units.ts';

const base = '/opt/backup-integrator-charm';
const old = 'backup-integrator-0';
const start = '2026-01-01T00:00:00Z';

beforeEach(() => void vi.useFakeTimers({ now: new Date(start), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

function hoursLater(hours: number): void {
  vi.setSystemTime(new Date(Date.parse(start) + hours * 60 * 60 * 1000));
}

const frontEnd = () =>
  inProcess(new Charm([fileset(), originalScripts(), relationPublisher({ format: backupV0 })]));

/** Leaves folders on a unit's disk as the Python charm made them: for everybody to read. */
function leave(deployment: Deployment, unit: string, ...folders: readonly string[]): void {
  for (const folder of folders) {
    const scripts = join(deployment.unit(unit).root, base, folder, 'scripts');
    mkdirSync(scripts, { recursive: true, mode: 0o755 });
    writeFileSync(join(scripts, 'run-before-backup'), 'secret', { mode: 0o755 });
  }
}

/** Units that have published `/etc`, with a folder of the Python charm on each. */
async function related(units: number | readonly UnitPlacement[] = 1): Promise<Deployment> {
  const deployment = model(frontEnd());
  await deployment.deploy(units);
  for (const { name } of deployment.units) leave(deployment, name, old);
  await deployment.integrate('bacula-fd');
  return deployment;
}

const isThere = (deployment: Deployment, unit: string, folder = old) =>
  existsSync(join(deployment.unit(unit).root, base, folder));

describe('the folders of the Python charm', () => {
  it('are closed to everybody but root at once, also while the config is refused', async () => {
    const deployment = await related(2);
    expect(deployment.unit(zero).status.status).toBe('blocked');
    for (const { root } of deployment.units) {
      expect(statSync(join(root, base, old)).mode & 0o7777).toBe(0o700);
    }
  });

  it('go on every unit a day after the event at which what is published was its config', async () => {
    const deployment = await related(2);
    hoursLater(100);
    await deployment.configure({ fileset: '/etc' });
    await deployment.updateStatus();
    hoursLater(124 - 0.01);
    await deployment.updateStatus();
    expect([isThere(deployment, zero), isThere(deployment, one)]).toEqual([true, true]);
    hoursLater(124);
    await deployment.updateStatus();
    expect([isThere(deployment, zero), isThere(deployment, one)]).toEqual([false, false]);
  });

  it('stay while the config is refused, however long: the databag may name them', async () => {
    const deployment = await related();
    hoursLater(1000);
    await deployment.updateStatus();
    expect(isThere(deployment, zero)).toBe(true);
  });

  it('stay for a day from then on where there was no peer relation at first', async () => {
    const { peers: _, ...withoutPeers } = metadata;
    await using deployment = new Deployment({ metadata: withoutPeers, frontEnd: frontEnd() });
    await deployment.deploy();
    leave(deployment, zero, old);
    await deployment.integrate('bacula-fd');
    await deployment.upgrade({ metadata });
    hoursLater(100);
    await deployment.configure({ fileset: '/etc' });
    await deployment.updateStatus();
    expect(isThere(deployment, zero)).toBe(true);
    hoursLater(124);
    await deployment.updateStatus();
    expect(isThere(deployment, zero)).toBe(false);
  });

  it('stay for another day where the clock was set back', async () => {
    const deployment = await related();
    hoursLater(100);
    await deployment.configure({ fileset: '/etc' });
    await deployment.updateStatus();
    hoursLater(50);
    await deployment.updateStatus();
    hoursLater(74 - 0.01);
    await deployment.updateStatus();
    expect(isThere(deployment, zero)).toBe(true);
    hoursLater(74);
    await deployment.updateStatus();
    expect(isThere(deployment, zero)).toBe(false);
  });
});

describe('a unit that goes', () => {
  it('takes those of all units of the application with it, and no others', async () => {
    const deployment = await related();
    const { root } = deployment.unit(zero);
    const others = [
      'backup-integrator-b-0',
      'my-backup-integrator-0',
      'other-0',
      'backup-integrator-x',
    ];
    leave(deployment, zero, 'backup-integrator-12', ...others);
    await deployment.removeUnit(zero);
    expect(listed(join(root, base)).toSorted()).toEqual(others.toSorted());
  });

  it('takes only its own where another unit stays on the machine', async () => {
    const deployment = await related([{ machine: '0' }, { machine: '0' }]);
    leave(deployment, zero, 'backup-integrator-1');
    await deployment.removeUnit(zero);
    expect(isThere(deployment, one)).toBe(false);
    expect(isThere(deployment, one, 'backup-integrator-1')).toBe(true);
  });
});

it('touches nothing where there is no such folder', async () => {
  const deployment = model(frontEnd());
  await deployment.deploy();
  await deployment.configure({ fileset: '/etc' });
  await deployment.integrate('bacula-fd');
  await deployment.updateStatus();
  expect(listed(join(deployment.unit(zero).root, base))).toEqual(['state']);
});
