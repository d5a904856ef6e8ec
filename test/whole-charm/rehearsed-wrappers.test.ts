import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FrontEnd } from '../../src/testing/index.ts';
import { frontEnds, lay, listed, model, scriptsFolder } from '../support/deployment.ts';
import { isRunning } from '../support/is-running.ts';
import { zero } from '../support/units.ts';

const uri = 'secret:9m4e2mr0ui3e8a215n4g';
const name = 'run-before-backup';
const atRoot = `root=\${0%${scriptsFolder}/*}`;

/** A unit whose script is run by a wrapper, with a secret, a limit and a note of each run. */
async function wrapped(frontEnd: FrontEnd, script: string, limit = '1h') {
  const deployment = model(frontEnd);
  deployment.secrets.add('backup', { 'db-password': 'hunter2', key: 'first line\nlast' }, uri);
  deployment.secrets.grant('backup');
  await deployment.deploy();
  lay(deployment, '/srv/data');
  await deployment.configure({
    fileset: '/srv',
    [name]: `#!/bin/sh\n${atRoot}\n${script}\n`,
    'script-environment': uri,
    'script-timeout': limit,
    'expect-backup-every': '26h',
  });
  await deployment.integrate('bacula-fd');
  return deployment;
}

describe.each(frontEnds)('a script in a wrapper, %s', (_, frontEnd) => {
  it('is rehearsed with the variables of its secret, which no result shows, and is noted as no backup', async () => {
    const deployment = await wrapped(
      frontEnd(),
      'echo "password $DB_PASSWORD"; echo "$KEY" >&2; echo "<$BACKUP_INTEGRATOR_REHEARSAL>"',
    );
    const { message, results } = await deployment.runAction(zero, 'rehearse');
    expect(message).toBe('');
    expect(results).toMatchObject({
      'before-backup-output': 'password ***\n<>',
      'before-backup-error-output': '***',
      'after-backup': 'not set, nothing is run',
    });
    const base = join(deployment.unit(zero).root, 'opt/backup-integrator-charm');
    expect(listed(join(base, 'runs/backup-integrator'))).toEqual(['since']);

    const shown = await deployment.runAction(zero, 'show-spec');
    expect(shown.results).toMatchObject({
      differences: 'none',
      'other-files': expect.stringMatching(
        /^\S+\/environment as it was put\n\S+\/run-before-backup\.[0-9a-f]{16} as it was put, sha256 [0-9a-f]{64}$/,
      ),
      runs: expect.stringMatching(/^recorded since .+\nrun-before-backup: never\n/),
    });
    expect(JSON.stringify([results, shown.results])).not.toMatch(/hunter2|first line/);
  });
});

describe('a script in a wrapper', () => {
  const inProcess = () => frontEnds[0]?.[1]() ?? expect.fail('there is no front end');

  it('is ended with all that it has started at the limit of the action', async () => {
    const deployment = await wrapped(
      inProcess(),
      'setsid sleep 600 & echo $! > $root/left; sleep 600',
    );
    const { message } = await deployment.runAction(zero, 'run-script', { name, seconds: 2 });
    expect(message).toContain('ended at the limit of this action');
    const left = readFileSync(join(deployment.unit(zero).root, 'left'), 'utf8');
    expect(isRunning(left)).toBe(false);
  });

  it('is ended at its own limit, as in a backup', async () => {
    const deployment = await wrapped(inProcess(), 'sleep 600', '1s');
    const { message, results } = await deployment.runAction(zero, 'run-script', { name });
    expect(message).toMatch(/^run-before-backup: exit code 124 after /);
    expect(results['output']).toContain('it took longer than script-timeout, 1s');
  });

  it('that only notes runs is not set', async () => {
    const deployment = await wrapped(inProcess(), 'exit 0');
    const { message } = await deployment.runAction(zero, 'run-script', {
      name: 'run-after-backup',
    });
    expect(message).toContain('run-after-backup is not set');
  });
});
