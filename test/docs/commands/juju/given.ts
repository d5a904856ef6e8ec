import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { attributed } from '../../../plugins/check/deep/attributed.ts';
import type { JujuCommand } from './command-line.ts';
import type { Story } from './story.ts';

/** What a page takes for granted. */
export interface Given {
  /** What is set before its first command; a fileset alone, where nothing is said. */
  readonly config?: Readonly<Record<string, string>>;
  /** What is on the disk before. */
  readonly lay?: (root: string) => unknown;
  /** Whether only Linux has what is laid there. */
  readonly isOfLinux?: true;
  /** What comes to pass before a command. */
  readonly before?: (story: Story, command: JujuCommand) => Promise<unknown> | undefined;
}

/** A folder with so many files and folders in it, itself included, of so many bytes. */
function filled(root: string, path: string, files: number, bytes: number): void {
  const folder = join(root, path);
  mkdirSync(folder, { recursive: true });
  for (let number = 1; number < files; number++) writeFileSync(join(folder, `${number}`), '');
  truncateSync(join(folder, '1'), bytes);
}

/** A process that has no file open, and a folder of a team, as the page has it that shows what a backup would lose. */
async function share(root: string): Promise<void> {
  mkdirSync(join(root, 'srv/share'), { recursive: true });
  mkdirSync(join(root, 'proc/1/fdinfo'), { recursive: true });
  filled(root, 'srv/app', 1200, 0);
  const acl = { 'system.posix_acl_access': 'acl' };
  attributed(join(root, 'srv/share/plan'), acl);
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(join(root, 'srv/app/socket'), resolve));
}

const hour = 60 * 60 * 1000;

export const given: Readonly<Record<string, Given>> = {
  'docs/how-to/be-told-that-backups-stopped.md': {
    lay() {
      vi.useFakeTimers({ now: new Date('2026-11-20T01:00Z'), toFake: ['Date'] });
      onTestFinished(() => void vi.useRealTimers());
    },
    before({ juju }, { name }) {
      if (name !== 'status') return undefined;
      vi.setSystemTime(Date.now() + 27 * hour);
      return juju.updateStatus();
    },
  },
  'docs/how-to/check-a-config.md': {
    isOfLinux: true,
    config: { fileset: '/etc,/var/lib/app' },
    lay(root) {
      filled(root, 'etc', 312, 4_298_049);
      filled(root, 'var/lib/app', 21, 49_152);
    },
    async before({ juju, root }, { args }) {
      if (!args.includes('deep=true')) return;
      await share(root);
      await juju.configure({ fileset: '/srv' });
    },
  },
  'docs/how-to/check-more-with-plugins.md': { config: { fileset: '/var/backups' } },
  'docs/how-to/rehearse-a-backup.md': {
    config: {
      fileset: '/etc/postgresql,/var/backups/postgresql',
      'run-before-backup': '#!/bin/sh\necho dumped 3 databases\n',
      'run-after-backup': '#!/bin/sh\nexit 0\n',
    },
    lay(root) {
      filled(root, 'etc/postgresql', 12, 32_154);
      filled(root, 'var/backups/postgresql', 202, 1_288_458_034);
    },
  },
  'docs/tutorial/first-backup.md': { config: {} },
};
