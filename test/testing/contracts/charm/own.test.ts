import { describe, it } from 'vitest';
import { type CharmTrial, describeCharm } from '../../../../src/testing/index.ts';
import { charm, metadata, standardCharmDir } from '../../../support/standard.ts';

const script = (command: string) => `#!/bin/sh\n${command}\n`;

const trial: CharmTrial = {
  metadata,
  configs: [
    {
      fileset: '/etc,/srv/*',
      'run-before-backup': script('dump'),
      'run-after-restore': script('load'),
      'metrics-file': '/srv/a/backup.prom',
    },
    { fileset: '/srv/a', 'run-before-backup': script('dump --other') },
    {
      fileset: '/etc/hosts',
      'run-before-restore': script('stop'),
      plugins: '- paths-exist',
      'metrics-file': '/srv/a/backup.prom',
    },
  ],
  refused: [
    { fileset: 'relative', 'run-before-backup': script('dump --no') },
    { fileset: '/etc', 'run-after-backup': 'no script', strict: true },
    { fileset: '/no/such/path', plugins: '- paths-exist' },
    { fileset: '/etc', plugins: '- no-such-plugin' },
    {},
  ],
  outside: ['/srv/a/backup.prom'],
  files: { '/etc/hosts': '', '/srv/a/file': '', '/srv/b': '' },
};

describeCharm({ describe, it }, charm, trial);
describeCharm({ describe, it }, { charmDir: standardCharmDir }, trial);
