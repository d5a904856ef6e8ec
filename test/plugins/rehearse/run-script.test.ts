import { describe, expect, it } from 'vitest';
import { scripted } from '../../support/rehearsed.ts';
import { one, put } from '../../support/units.ts';

const name = 'run-before-backup';

describe('run-script fails', () => {
  const fails = async (script: string, seconds = 60) => {
    const deployment = await scripted({ [name]: script });
    const { status, message, results } = await deployment.runAction(one, 'run-script', {
      name,
      seconds,
    });
    expect(status).toBe('failed');
    return { message, results };
  };

  it('with the script, and shows what it has printed', async () => {
    const { message, results } = await fails('echo no space; exit 3');
    expect(message).toMatch(/^run-before-backup: exit code 3 after \d+\.\d s; see its output$/);
    expect(results).toMatchObject({ 'exit-code': '3', output: 'no space', 'error-output': 'none' });
  });

  it('where a signal ends it', async () => {
    const { message, results } = await fails('kill -SEGV $$');
    expect(message).toMatch(/^run-before-backup: ended by SIGSEGV after /);
    expect(results).toMatchObject({ signal: 'SIGSEGV' });
  });

  it('at the limit', async () => {
    const { message, results } = await fails('echo begun; sleep 600', 2);
    expect(message).toMatch(
      /^run-before-backup: ended at the limit of this action after \d+\.\d s, with all that it had started; /,
    );
    expect(results).toMatchObject({ ended: 'at the limit', output: 'begun' });
  });

  it('where what the script leaves behind holds its output to the limit, as a backup would hang', async () => {
    const { message, results } = await fails('sleep 600 & echo gone', 2);
    expect(message).toContain('held its output');
    expect(message).toContain('redirect the output of what stays');
    expect(results).toMatchObject({ output: 'gone' });
  });
});

it('run-script says where a backup follows another config, and where there is none', async () => {
  const deployment = await scripted({ [name]: 'echo ran' }, '/srv/data');
  put(deployment, one, '/srv/only-there');
  // The leader lacks a path, and so publishes nothing new; this unit has it.
  await deployment.configure({ strict: true, fileset: '/srv/data,/srv/only-there' });
  const { status, results } = await deployment.runAction(one, 'run-script', { name });
  expect([status, results['output']]).toEqual(['completed', 'ran']);
  expect(results['published']).toBe(
    'no: a backup runs and saves what another config says, until this one is published; see juju status',
  );
  await deployment.configure({ strict: false });
  await deployment.removeRelation(deployment.relationIds()[0] ?? '');
  const alone = await deployment.runAction(one, 'run-script', { name });
  expect(alone.results['published']).toBe(
    'no: there is no backup relation, so that nothing is backed up yet',
  );
});
