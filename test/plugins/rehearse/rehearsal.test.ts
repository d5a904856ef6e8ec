import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ran, scripted } from '../../support/rehearsed.ts';
import { one, put, zero } from '../../support/units.ts';

const [before, after] = ['run-before-backup', 'run-after-backup'] as const;
const dump = 'echo before >> $root/ran; printf 12345 > $root/srv/dumps/dump; echo dumped';
const clean = 'echo after >> $root/ran; rm $root/srv/dumps/dump; echo cleaned >&2';

describe('rehearse', () => {
  it('runs nothing more where run-before-backup fails, as nothing would be saved', async () => {
    const deployment = await scripted({ [before]: 'echo full; exit 4', [after]: clean });
    const { status, message, results } = await deployment.runAction(zero, 'rehearse');
    expect(status).toBe('failed');
    expect(message).toMatch(
      /^nothing would have been saved, as run-before-backup has failed: exit code 4 after \d+\.\d s; see its output$/,
    );
    expect(results).toMatchObject({
      'before-backup-output': 'full',
      'after-backup': 'not run, as run-before-backup has failed',
      saved: 'nothing',
    });
    expect(ran(deployment)).toEqual([]);
  });

  it('fails where run-after-backup does, and says that the files would be saved', async () => {
    const deployment = await scripted({ [before]: dump, [after]: 'exit 1' });
    const { status, message, results } = await deployment.runAction(zero, 'rehearse');
    expect(status).toBe('failed');
    expect(message).toMatch(/^the files would have been saved, but run-after-backup has failed: /);
    expect(results).toMatchObject({ saved: '4 files with 5 bytes' });
  });

  it('skips what is not set, and says so', async () => {
    const deployment = await scripted({ 'run-before-restore': 'echo restore >> $root/ran' });
    const { status, results } = await deployment.runAction(one, 'rehearse');
    expect([status, ran(deployment, one)]).toEqual(['completed', []]);
    expect(results).toMatchObject({
      'before-backup': 'not set, nothing is run',
      'after-backup': 'not set, nothing is run',
      saved: '3 files with 0 bytes',
    });
    expect(results).not.toHaveProperty('before-backup-output');
  });

  it('gives each script so many seconds', async () => {
    const deployment = await scripted({ [before]: 'sleep 600' });
    const { message } = await deployment.runAction(zero, 'rehearse', { seconds: 1 });
    expect(message).toContain('ended at the limit of this action after 1.');
  });

  it('shows what a glob matches only now: a backup is asked for it from the next event on', async () => {
    const deployment = await scripted(
      { [before]: 'echo 1 > $root/srv/dumps/new.sql' },
      '/srv/data,/srv/dumps/*.sql',
    );
    put(deployment, zero, '/srv/dumps/old.sql');
    await deployment.updateStatus();
    const { results } = await deployment.runAction(zero, 'rehearse');
    expect(results).toMatchObject({
      paths: '/srv/data: 2 files with 0 bytes\n/srv/dumps/old.sql: 1 file with 0 bytes',
      files: '3',
      'not-asked-for-yet': '/srv/dumps/new.sql',
    });
  });

  it('shows what is missing, and fails where nothing is there', async () => {
    const deployment = await scripted({}, '/srv/none,/srv/data');
    const { status, results } = await deployment.runAction(zero, 'rehearse');
    expect(status).toBe('completed');
    expect(results['paths']).toBe(
      '/srv/none: missing, nothing is saved\n/srv/data: 2 files with 0 bytes',
    );
    expect(results['problems']).toMatch(/^warning: .*"\/srv\/none"/);
    for (const { root } of deployment.units) rmSync(join(root, 'srv/data'), { recursive: true });
    expect(await deployment.runAction(zero, 'rehearse')).toMatchObject({
      status: 'failed',
      message: 'nothing would have been saved: none of the paths is there',
    });
  });

  it('sees the disk as it is once the script has run', async () => {
    const deployment = await scripted(
      { [before]: 'mv $root/srv/data $root/srv/moved; mkdir -p $root/srv/data/a/b' },
      '/srv/data',
    );
    const { results } = await deployment.runAction(zero, 'rehearse');
    expect(results['paths']).toBe('/srv/data: 3 files with 0 bytes');
  });

  it('fails where the config has an error once run-before-backup has run', async () => {
    const deployment = await scripted(
      { [before]: 'rm -r $root/srv/data; ln -s /srv/dumps $root/srv/data' },
      '/srv/data',
    );
    await deployment.configure({ strict: true });
    const { status, message, results } = await deployment.runAction(zero, 'rehearse');
    expect(status).toBe('failed');
    expect(message).toBe(
      'the files would have been saved, but the config has an error once run-before-backup has run: see problems',
    );
    expect(results['problems']).toMatch(/^error: /);
  });
});
