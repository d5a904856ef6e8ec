import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Charm } from '../../../src/core/charm.ts';
import type { Plugin } from '../../../src/core/plugin.ts';
import { Deployment, inProcess } from '../../../src/testing/index.ts';
import { metadata } from '../../support/deployment.ts';
import { callsOf, one, zero } from '../../support/units.ts';

/** Contributes the fileset option as it is, and reports what it collects. */
function teller(name: string, option: string): Plugin {
  return {
    name,
    apply({ hooks }) {
      let text = '';
      hooks.validateConfig.tap(name, ({ config, contributions, report, unit }) => {
        text = config.text(option) ?? '';
        if (text === '') return;
        const collected = JSON.stringify([...(contributions() ?? ['not the leader'])]);
        const message = `${unit} collects ${collected}`;
        report({ code: 'test/collected', severity: 'warning', option, message, fix: 'none' });
      });
      hooks.publishRelation.tap(name, ({ contribute }) => {
        contribute(text);
      });
    },
  };
}

async function deployed(plugins = [teller('teller', 'fileset')], units = 2): Promise<Deployment> {
  const deployment = new Deployment({ metadata, frontEnd: inProcess(new Charm(plugins)) });
  onTestFinished(() => deployment.close());
  await deployment.deploy(units);
  return deployment;
}

const databag = (deployment: Deployment, unit: string) => deployment.databag('peers:0', unit);
const marks = '/opt/backup-integrator-charm/contributions';

describe('what plugins contribute', () => {
  it("goes into the unit's own databag, under the plugin's name, on every unit", async () => {
    const deployment = await deployed();
    await deployment.configure({ fileset: '/a' });
    for (const unit of [zero, one]) expect(databag(deployment, unit)).toEqual({ teller: '/a' });
    expect(deployment.databag('peers:0')).toEqual({});
  });

  it('is collected by the leader, and by nobody else', async () => {
    const deployment = await deployed();
    await deployment.configure({ fileset: '/a' });
    const said = (await deployment.fire('config-changed')).map(({ stderr }) => stderr);
    expect(said).toEqual([
      expect.stringContaining(`${zero} collects [["${one}","/a"]]`),
      expect.stringContaining(`${one} collects ["not the leader"]`),
    ]);
  });

  it('is an empty text where a unit has contributed nothing, and no text without the relation', async () => {
    const deployment = await deployed();
    const [first] = await deployment.configure({ fileset: '/a' });
    expect(first?.stderr).toContain(`[["${one}",""]]`);
    const { peers, ...withoutPeers } = metadata;
    const old = new Deployment({
      metadata: withoutPeers,
      frontEnd: inProcess(new Charm([teller('teller', 'fileset')])),
    });
    onTestFinished(() => old.close());
    await old.deploy();
    const [alone] = await old.configure({ fileset: '/a' });
    expect(alone).toMatchObject({ code: 0, stderr: expect.stringContaining('collects []') });
    expect(callsOf(alone === undefined ? [] : [alone]).join()).not.toContain('relation-set');
  });

  it('is kept apart by plugin', async () => {
    const plugins = [teller('teller', 'fileset'), teller('other', 'run-before-backup')];
    const deployment = await deployed(plugins, 1);
    await deployment.configure({ fileset: '/a', 'run-before-backup': 'x' });
    expect(databag(deployment, zero)).toEqual({ teller: '/a', other: 'x' });
    await deployment.configure({ fileset: '' });
    await deployment.updateStatus();
    expect(databag(deployment, zero)).toEqual({ other: 'x' });
    await deployment.configure({ 'run-before-backup': '' });
    expect(databag(deployment, zero)).toEqual({});
  });
});

describe('what it costs', () => {
  const idle = 'config-get relation-ids status-get';

  it('nothing, as long as nothing is contributed', async () => {
    const deployment = await deployed();
    expect(callsOf(await deployment.fire('config-changed'))).toEqual([
      `0 config-changed: ${idle}`,
      `1 config-changed: ${idle}`,
    ]);
  });

  it('nothing again, two events after the contribution was taken back', async () => {
    const deployment = await deployed([teller('teller', 'fileset')], 1);
    await deployment.configure({ fileset: '/a' });
    const ends = [
      await deployment.configure({ fileset: '' }),
      await deployment.updateStatus(),
      await deployment.updateStatus(),
    ];
    expect(ends.flatMap(callsOf)).toEqual([
      expect.stringMatching(`^0 config-changed: ${idle} relation-ids relation-get relation-set`),
      `0 update-status: ${idle} relation-ids relation-get`,
      `0 update-status: ${idle}`,
    ]);
  });

  it('one call on a unit that is not the leader, for what happens to another unit', async () => {
    const deployment = await deployed();
    await deployment.configure({ fileset: '/a' });
    const results = await deployment.addUnit();
    const own = results.filter(({ unit, event }) => unit === one && event.startsWith('peers-'));
    expect(new Set(callsOf(own))).toEqual(
      new Set(['1 peers-relation-joined: is-leader', '1 peers-relation-changed: is-leader']),
    );
  });
});

describe("the mark on the unit's disk", () => {
  it('is for root alone, and goes with the unit', async () => {
    const deployment = await deployed();
    await deployment.configure({ fileset: '/a' });
    const { root } = deployment.unit(one);
    expect(readdirSync(join(root, marks, 'backup-integrator'))).toEqual(['1']);
    expect(statSync(join(root, marks)).mode & 0o7777).toBe(0o700);
    await deployment.removeUnit(one);
    expect(existsSync(join(root, '/opt/backup-integrator-charm'))).toBe(false);
  });

  it('is there before Juju commits, and stays until Juju has committed that nothing is left', async () => {
    const deployment = await deployed([teller('teller', 'fileset')], 1);
    const mark = join(deployment.unit(zero).root, marks, 'backup-integrator/0');
    await deployment.integrate('bacula-fd');
    deployment.faults = [{ on: 'status-set', as: 'exit 1' }];
    await deployment.configure({ fileset: '/a' });
    expect([databag(deployment, zero), existsSync(mark)]).toEqual([{}, true]);

    deployment.faults = [];
    await deployment.resolve(zero);
    deployment.faults = [{ on: 'status-set', as: 'exit 1' }];
    await deployment.configure({ fileset: '' });
    expect([databag(deployment, zero), existsSync(mark)]).toEqual([{ teller: '/a' }, true]);

    deployment.faults = [];
    await deployment.resolve(zero);
    expect([databag(deployment, zero), existsSync(mark)]).toEqual([{}, true]);
  });

  it("goes although Juju's own keys stay in the databag", async () => {
    const deployment = await deployed([teller('teller', 'fileset')], 1);
    const own = { 'private-address': '10.0.0.7', 'ingress-address': '10.0.0.7' };
    deployment.seedDatabag('peers:0', own, zero);
    await deployment.configure({ fileset: '/a' });
    await deployment.configure({ fileset: '' });
    await deployment.updateStatus();
    expect(databag(deployment, zero)).toEqual(own);
    expect(existsSync(join(deployment.unit(zero).root, marks))).toBe(false);
  });
});
