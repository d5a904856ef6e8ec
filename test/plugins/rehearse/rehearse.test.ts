import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontEnds, scriptsFolder, writes } from '../../support/deployment.ts';
import { ran, scripted } from '../../support/rehearsed.ts';
import { zero } from '../../support/units.ts';

const [before, after] = ['run-before-backup', 'run-after-backup'] as const;
const dump = 'echo before >> $root/ran; printf 12345 > $root/srv/dumps/dump; echo dumped';
const clean = 'echo after >> $root/ran; rm $root/srv/dumps/dump; echo cleaned >&2';

describe.each(frontEnds)('rehearse, %s', (_, frontEnd) => {
  it('does what a backup does, and says what would have been saved', async () => {
    const deployment = await scripted({ [before]: dump, [after]: clean }, undefined, frontEnd());
    const { message, results, log, hook } = await deployment.runAction(zero, 'rehearse');
    expect(message).toBe('');
    expect(results).toEqual({
      published: 'yes',
      'before-backup': expect.stringMatching(/^exit code 0 after \d+\.\d s$/),
      'before-backup-output': 'dumped',
      'before-backup-error-output': 'none',
      'after-backup': expect.stringMatching(/^exit code 0 after \d+\.\d s$/),
      'after-backup-output': 'none',
      'after-backup-error-output': 'cleaned',
      saved: '4 files with 5 bytes',
      files: '4',
      bytes: '5',
      paths: '/srv/data: 2 files with 0 bytes\n/srv/dumps: 2 files with 5 bytes',
      problems: 'none',
    });
    expect(log).toEqual(['counting what would be saved']);
    expect(ran(deployment)).toEqual(['before', 'after']);
    expect(existsSync(join(deployment.unit(zero).root, 'srv/dumps/dump'))).toBe(false);
    expect(writes([hook])).toEqual([]);
  });
});

describe.each(frontEnds)('run-script, %s', (_, frontEnd) => {
  it('runs the script at its published path, and shows how it ended and what it wrote', async () => {
    const script = 'echo one; echo "two $BACKUP_INTEGRATOR_REHEARSAL" >&2; echo "$0" > $root/ran';
    const deployment = await scripted({ [before]: script }, undefined, frontEnd());
    const { message, results, hook } = await deployment.runAction(zero, 'run-script', {
      name: before,
    });
    expect(message).toBe('');
    expect(results).toEqual({
      'exit-code': '0',
      seconds: expect.stringMatching(/^\d+\.\d$/),
      published: 'yes',
      output: 'one',
      'error-output': 'two 1',
    });
    expect(ran(deployment)).toEqual([join(deployment.unit(zero).root, scriptsFolder, before)]);
    expect(writes([hook])).toEqual([]);
    expect(hook.stderr).toBe('');
  });
});
