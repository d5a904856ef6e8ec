import type { CharmTrial } from '../../../src/testing/index.ts';
import { metadataOf } from '../../support/fork.ts';

const script = (command: string) => `#!/bin/sh\n${command}\n`;

const files = {
  '/etc/hosts': '',
  '/srv/a': '',
  '/srv/media/film': '',
  '/etc/backup-manifest': '/etc/hosts\n/srv/a\n',
};

const plain = { fileset: '/etc/hosts,/srv/media' };

/** Configs for each worked fork, in which its own options are set. */
const trials = {
  retention: {
    configs: [
      { ...plain, 'retention-daily': 7, 'run-on-failure': script('report') },
      { fileset: '/srv/*', 'retention-weekly': 4, 'run-before-backup': script('dump') },
      plain,
    ],
    refused: [{ ...plain, 'retention-daily': -1 }, { ...plain, 'retention-daily': 0 }, {}],
  },
  'fileset-by-provider': {
    configs: [
      { ...plain, 'fileset-by-provider': 'provider-1: /srv/media' },
      { ...plain, 'run-before-backup': script('dump') },
      { ...plain, 'fileset-by-provider': 'provider-1: /etc\nanother: /srv' },
    ],
    refused: [
      { ...plain, 'fileset-by-provider': 'provider-0: /none' },
      { ...plain, 'fileset-by-provider': 'srv' },
    ],
  },
  'relation-format-json': {
    configs: [
      { ...plain, 'run-before-backup': script('dump') },
      { fileset: '/srv/a', 'run-after-restore': script('load') },
    ],
    refused: [{ fileset: '/srv/b c' }],
  },
  'fileset-from-manifest': {
    configs: [
      { 'run-before-backup': script('dump') },
      { 'run-before-backup': script('dump --all'), 'run-after-restore': script('load') },
    ],
    refused: [{ 'run-before-backup': script('dump\0') }],
  },
  'scripts-with-time-limit': {
    configs: [
      { ...plain, 'run-before-backup': script('dump'), 'run-before-restore': script('stop') },
      { fileset: '/srv/a', 'run-after-restore': script('load') },
      plain,
    ],
    refused: [{ fileset: 'relative', 'run-before-backup': script('dump --no') }],
  },
} satisfies Readonly<Record<string, Omit<CharmTrial, 'metadata'>>>;

type Example = keyof typeof trials;

export const examples = [
  'retention',
  'fileset-by-provider',
  'relation-format-json',
  'fileset-from-manifest',
  'scripts-with-time-limit',
] as const satisfies readonly Example[];

/** What the charm of an example is tried with. */
export function trialOf(example: Example): CharmTrial {
  return { files, metadata: metadataOf(example), ...trials[example] };
}
