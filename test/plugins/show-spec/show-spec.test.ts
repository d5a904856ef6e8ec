import { describe, expect, it } from 'vitest';
import { frontEnds, scriptsFolder, writes } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';
import { deployed, dump, noop, sum } from './trial.ts';

describe.each(frontEnds)('show-spec, %s', (_, frontEnd) => {
  it('shows what is published and on the disk, and never what is in a script', async () => {
    const deployment = await deployed(frontEnd());
    await deployment.updateStatus();
    const { status, results, hook } = await deployment.runAction(zero, 'show-spec');
    expect(status).toBe('completed');
    const rest = ['run-after-backup', 'run-before-restore', 'run-after-restore'].map(
      (option) =>
        `${option}: not set; ${scriptsFolder}/${option} as it was put, sha256 ${sum(noop)}`,
    );
    const before = `${scriptsFolder}/run-before-backup`;
    expect(results).toEqual({
      differences: 'none',
      published: "this unit's config",
      'backup-2': [
        'provider: bacula-fd',
        'fileset: /etc,/srv/a',
        `run-before-backup: ${before}`,
      ].join('\n'),
      fileset: '/etc\n/srv/a',
      scripts: [
        `run-before-backup: set; ${before} as it was put, sha256 ${sum(dump)}`,
        ...rest,
      ].join('\n'),
      'other-files': 'none',
      runs: 'not recorded',
    });
    expect(JSON.stringify(results)).not.toContain('hunter2');
    expect(writes([hook])).toEqual([]);
  });
});
