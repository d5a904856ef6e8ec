import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { model, scriptsFolder } from '../support/deployment.ts';
import { zero } from '../support/units.ts';
import { attempts, unprintable } from './harness/attempts.ts';

async function deployed() {
  const deployment = model();
  await deployment.deploy();
  await deployment.integrate('bacula-fd');
  return deployment;
}

it('status: one line, with the word and the consequence that the charm gives it', async () => {
  const deployment = await deployed();
  for (const attempt of attempts) {
    await deployment.configure({ fileset: attempt });
    const { status, message } = deployment.unit(zero).workload;
    expect(message).not.toMatch(unprintable);
    expect(message.length).toBeLessThanOrEqual(160);
    if (status === 'blocked') {
      expect(message).toMatch(
        /; (?:nothing is published yet|last good config stays)(?: \(\+\d+ more.*\))?$/,
      );
    } else {
      expect(status).toBe('active');
      expect(message).toMatch(/^(?:|warning: .*)$/);
    }
  }
});

it('log: every line is the charm’s own, whole, with its code at the end', async () => {
  const deployment = await deployed();
  for (const attempt of attempts) {
    const before = deployment.log.length;
    await deployment.configure({ fileset: attempt, plugins: `- ${JSON.stringify(attempt)}` });
    for (const { level, message, source } of deployment.log.slice(before)) {
      expect(source).toBe('juju-log');
      expect(message).not.toMatch(unprintable);
      if (level !== 'INFO') expect(message).toMatch(/\[[a-z-]+\/[a-z-]+, plugin .+\]$/);
    }
  }
});

it('action results: the charm’s own keys, and a line for each finding', async () => {
  const deployment = await deployed();
  for (const attempt of attempts) {
    await deployment.configure({ fileset: attempt });
    const { results, message } = await deployment.runAction(zero, 'check');
    expect(Object.keys(results)).toEqual(['errors', 'warnings', 'problems', 'paths']);
    expect(message).toMatch(/^(?:|the config has \d+ errors?)$/);
    for (const value of Object.values(results)) {
      expect(String(value).replaceAll('\n', '')).not.toMatch(unprintable);
    }
    const count = Number(results['errors']) + Number(results['warnings']);
    const lines = String(results['problems']).split('\n');
    expect(lines).toHaveLength(Math.max(count, 1));
    for (const line of lines) expect(line).toMatch(/^(?:none|(?:error|warning): .*\[[a-z/-]+\])$/);
  }
});

it('shell: nothing of the config is run, and a script is written as it is set', async () => {
  const deployment = await deployed();
  const { root } = deployment.unit(zero);
  mkdirSync(path.join(root, 'srv'));
  const mark = path.join(root, 'mark');
  for (const attempt of attempts) {
    const armed = attempt.replaceAll('MARK', mark);
    const content = `#!/bin/sh\n: ${armed}\n`;
    await deployment.configure({ fileset: `/srv,${armed}`, plugins: undefined });
    await deployment.configure({
      fileset: '/srv',
      'run-before-backup': content,
      plugins: '- script-syntax',
    });
    expect(existsSync(mark), armed).toBe(false);
    if (!attempt.isWellFormed() || deployment.unit(zero).workload.status === 'blocked') continue;
    const file = path.join(root, scriptsFolder, 'run-before-backup');
    expect(readFileSync(file, 'utf8')).toBe(content);
  }
});
