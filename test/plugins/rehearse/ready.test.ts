import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptsFolder } from '../../support/deployment.ts';
import { ran, scripted } from '../../support/rehearsed.ts';
import { zero } from '../../support/units.ts';

const name = 'run-before-backup';
const [before, after] = ['run-before-backup', 'run-after-backup'] as const;
const dump = 'echo before >> $root/ran; printf 12345 > $root/srv/dumps/dump; echo dumped';
const clean = 'echo after >> $root/ran; rm $root/srv/dumps/dump; echo cleaned >&2';

describe('run-script refuses, and runs nothing', () => {
  const refused = async (
    parameters: Readonly<Record<string, unknown>>,
    prepare: (deployment: Awaited<ReturnType<typeof scripted>>) => unknown = () => {},
  ) => {
    const deployment = await scripted({ [name]: 'echo ran >> $root/ran' });
    await prepare(deployment);
    const { status, message, results } = await deployment.runAction(zero, 'run-script', parameters);
    expect([status, results, ran(deployment)]).toEqual(['failed', {}, []]);
    return message;
  };
  const file = (root: string) => join(root, scriptsFolder, name);

  it.each([
    [{}, 'parameter name is not given; give it one of run-before-backup, run-after-backup, '],
    [{ name: '../../../bin/sh' }, 'parameter name is "../../../bin/sh", which is no script; give'],
    [{ name: 7 }, 'parameter name is "7", which is no script'],
    [
      { name, seconds: 0 },
      'parameter seconds is "0", and has to be a whole number from 1 to 86400',
    ],
    [{ name, seconds: 86_401 }, 'parameter seconds is "86401"'],
    [{ name, seconds: 1.5 }, 'parameter seconds is "1.5"'],
    [{ name, seconds: '60' }, 'parameter seconds is "60"'],
  ])('%j', async (parameters, message) => {
    expect(await refused(parameters)).toContain(message);
  });

  it('a script that is not set, or blank', async () => {
    expect(await refused({ name: 'run-after-backup' })).toBe(
      'nothing was run, as run-after-backup is not set; set it with juju config backup-integrator run-after-backup=@FILE',
    );
    const blank = { 'run-after-backup': ' \n' };
    expect(
      await refused({ name: 'run-after-backup' }, (deployment) => deployment.configure(blank)),
    ).toContain('is not set');
  });

  it('a config with an error', async () => {
    const message = await refused({ name }, (deployment) =>
      deployment.configure({ fileset: 'etc,/a/../b' }),
    );
    expect(message).toBe(
      'nothing was run, as this config has an error (+1 more): fileset: "etc" is not an absolute path; write it from the root, as in "/etc"; see juju run backup-integrator/0 check',
    );
  });

  it('a file that is missing, or that somebody has changed', async () => {
    const missing = await refused({ name }, ({ units }) =>
      units.forEach(({ root }) => {
        rmSync(file(root));
      }),
    );
    expect(missing).toBe(
      `nothing was run, as ${scriptsFolder}/${name} is missing; the next update-status, within five minutes, puts it back; run this again then`,
    );
    const changed = await refused({ name }, ({ units }) =>
      units.forEach(({ root }) => {
        writeFileSync(file(root), '#!/bin/sh\necho ran > $root/ran\n');
      }),
    );
    expect(changed).toContain('is not as the charm has written it; the next update-status');
  });

  it('a script that this unit has not written yet', async () => {
    const message = await refused({ name }, ({ units }) =>
      units.forEach(({ root }) => {
        rmSync(join(root, 'opt/backup-integrator-charm/state'), { recursive: true });
      }),
    );
    expect(message).toContain('is not on this unit yet');
  });
});

describe('rehearse refuses, and runs nothing', () => {
  it('where the config has an error, or a parameter is wrong', async () => {
    const deployment = await scripted({ [before]: dump });
    const wrong = await deployment.runAction(zero, 'rehearse', { seconds: 'long' });
    expect(wrong).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^parameter seconds is "long", and has to be /),
    });
    await deployment.configure({ fileset: 'etc' });
    const refused = await deployment.runAction(zero, 'rehearse');
    expect(refused).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^nothing was run, as this config has an error: fileset: /),
    });
    expect(ran(deployment)).toEqual([]);
  });

  it('where one of the two files is not as it was put', async () => {
    const deployment = await scripted({ [before]: dump, [after]: clean });
    writeFileSync(join(deployment.unit(zero).root, scriptsFolder, after), 'echo other\n');
    const { status, message } = await deployment.runAction(zero, 'rehearse');
    expect(status).toBe('failed');
    expect(message).toContain('run-after-backup is not as the charm has written it');
    expect(ran(deployment)).toEqual([]);
  });
});
