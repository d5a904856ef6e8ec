import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment, FrontEnd } from '../../src/testing/index.ts';
import { frontEnds, lay, listed, model, scriptsFolder, statuses } from '../support/deployment.ts';

const unit = 'backup-integrator/0';
const uri = 'secret:9m4e2mr0ui3e8a215n4g';
const dump = '#!/bin/sh\necho "$DB_PASSWORD"\n';
const first = 'the first password';
const second = 'the second password';

async function related(frontEnd: FrontEnd): Promise<Deployment> {
  const deployment = model(frontEnd);
  deployment.secrets.add('backup', { 'db-password': first }, uri);
  deployment.secrets.grant('backup');
  await deployment.deploy(2);
  lay(deployment, '/srv/data');
  await deployment.configure({ fileset: '/srv', 'run-before-backup': dump });
  await deployment.integrate('bacula-fd');
  await deployment.configure({ 'script-environment': uri });
  return deployment;
}

/** What the script prints on each unit, started as the file daemon does. */
const outputs = (deployment: Deployment) =>
  deployment.units.map(({ root }) => {
    const { stdout, status } = spawnSync(join(root, scriptsFolder, 'run-before-backup'), [], {
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
      encoding: 'utf8',
    });
    return status === 0 ? stdout.trim() : `exit code ${status}: ${stdout.trim()}`;
  });

describe.each(frontEnds)('script-environment, %s', (_, frontEnd) => {
  it('gives the scripts what the secret holds, on every unit', async () => {
    expect(outputs(await related(frontEnd()))).toEqual([first, first]);
  });

  it('follows the secret', async () => {
    const deployment = await related(frontEnd());
    await deployment.secrets.update('backup', { 'db-password': second });
    expect(outputs(deployment)).toEqual([second, second]);
  });

  it('keeps the last good one when the secret is revoked, and says how to grant it', async () => {
    const deployment = await related(frontEnd());
    await deployment.updateStatus();
    deployment.secrets.revoke('backup');
    await deployment.updateStatus();
    expect(outputs(deployment)).toEqual([first, first]);
    expect(statuses(deployment)[unit]).toBe(
      `blocked: script-environment: the secret is not granted to this application; juju grant-secret ${uri} backup-integrator; this config is published`,
    );
    deployment.secrets.grant('backup');
    await deployment.updateStatus();
    expect(statuses(deployment)[unit]).toBe('active: ');
  });

  it('keeps the last good one when the new content is not valid', async () => {
    const deployment = await related(frontEnd());
    await deployment.updateStatus();
    await deployment.secrets.update('backup', { 'db-password': `${second}\0` });
    expect(outputs(deployment)).toEqual([first, first]);
    expect(statuses(deployment)[unit]).toMatch(/^blocked: script-environment: .*"db-password"/);
    expect(JSON.stringify(deployment.units.map(({ status }) => status))).not.toContain(second);
  });

  it('holds back a secret that was never granted: nothing changes', async () => {
    const deployment = model(frontEnd());
    deployment.secrets.add('backup', { 'db-password': first }, uri);
    await deployment.deploy();
    lay(deployment, '/srv/data');
    await deployment.configure({ fileset: '/srv', 'run-before-backup': dump });
    await deployment.integrate('bacula-fd');
    await deployment.configure({ 'script-environment': uri });
    expect(outputs(deployment)).toEqual(['']);
    expect(statuses(deployment)[unit]).toMatch(/^blocked: .*; last good config stays$/);
  });

  it('goes with the option, and with the unit', async () => {
    const deployment = await related(frontEnd());
    await deployment.configure({ 'script-environment': undefined });
    await deployment.updateStatus();
    const { root } = deployment.unit(unit);
    expect(listed(join(root, scriptsFolder))).toHaveLength(4);
    await deployment.configure({ 'script-environment': uri });
    await deployment.updateStatus();
    await deployment.removeUnit(unit);
    expect(contentsBelow(root)).not.toContain(first);
  });

  it('takes a restore script that needs it along when the unit goes, and says so', async () => {
    const deployment = await related(frontEnd());
    await deployment.configure({ 'run-after-restore': dump });
    await deployment.updateStatus();
    const { root } = deployment.unit(unit);
    const results = await deployment.removeUnit(unit);
    expect(listed(join(root, scriptsFolder))).toEqual([]);
    expect(results.map(({ stderr }) => stderr).join('')).toContain(
      'run-after-restore goes too: it needs the variables of the secret',
    );
  });

  it('shows the content nowhere but in files for root alone', async () => {
    const deployment = await related(frontEnd());
    const results = [
      ...(await deployment.updateStatus()),
      ...(await deployment.secrets.update('backup', { 'db-password': second })),
      ...(await deployment.updateStatus()),
    ];
    const shown = results.map(({ calls, stdout, stderr }) => ({
      stdout,
      stderr,
      calls: calls.map(({ argv, stdin }) => [argv, stdin]),
    }));
    const databags = deployment.databag('backup:2');
    expect(JSON.stringify([shown, databags, statuses(deployment)])).not.toMatch(
      /password"? ?:|the (first|second)/,
    );
    for (const { root } of deployment.units) {
      for (const file of filesBelow(join(root, 'opt'))) {
        if (readFileSync(file, 'utf8').includes(second)) {
          expect([file, lstatSync(file).mode & 0o077]).toEqual([file, 0]);
        }
      }
    }
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function contentsBelow(folder: string): string {
  return filesBelow(folder)
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
}
