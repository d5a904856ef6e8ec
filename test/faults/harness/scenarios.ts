import fs from 'node:fs';
import path from 'node:path';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';
import type { HookResult } from '../../../src/testing/index.ts';
import { state } from './disk.ts';
import { Stage } from './stage.ts';

/** Something that happens to a unit, in one event of which the disk fails. */
export interface Scenario {
  readonly name: string;
  /** The hook in which it fails. */
  readonly event: string;
  prepare(stage: Stage): Promise<unknown>;
  act(stage: Stage): Promise<HookResult[]>;
}

const script = (text: string) => `#!/bin/sh\n# ${text}\n${': a line of a script\n'.repeat(500)}`;

export const first = {
  fileset: '/usr/bin',
  'run-before-backup': script('first, before a backup'),
  'run-before-restore': script('first, before a restore'),
};

/** Another fileset, a script that is changed, one that is cleared, and one that is new. */
export const second = {
  fileset: '/usr',
  'run-before-backup': script('second, before a backup'),
  'run-before-restore': undefined,
  'run-after-restore': script('second, after a restore'),
};

/** A unit that has published the first config. */
async function publish({ deployment }: Stage): Promise<void> {
  await deployment.deploy();
  await deployment.configure(first);
  await deployment.integrate('bacula-fd');
  await deployment.updateStatus();
}

export const removal: Scenario = {
  name: 'the removal of the unit',
  event: 'remove',
  prepare: publish,
  act: ({ deployment }) => deployment.removeUnit(Stage.unit),
};

export const refresh: Scenario = {
  name: 'a refresh, with what older charms have left',
  event: 'upgrade-charm',
  async prepare(stage) {
    await publish(stage);
    leaveOldCharms(stage.root);
  },
  act: ({ deployment }) => deployment.upgrade(),
};

export const scenarios: readonly Scenario[] = [
  {
    name: 'a first deployment',
    event: 'install',
    prepare: ({ deployment }) => deployment.configure(first),
    act: ({ deployment }) => deployment.deploy(),
  },
  {
    name: 'an edit of the config',
    event: 'config-changed',
    prepare: publish,
    act: ({ deployment }) => deployment.configure(second),
  },
  removal,
  refresh,
];

/** The marks of version 1, a script that is gone, and a folder of the Python charm whose day is over. */
function leaveOldCharms(root: string): void {
  const base = path.join(root, managedBase);
  for (const kind of ['units', 'contributions']) {
    fs.mkdirSync(path.join(base, kind, 'backup-integrator'), { recursive: true, mode: 0o700 });
    fs.writeFileSync(path.join(base, kind, 'backup-integrator/0'), '', { mode: 0o600 });
  }
  fs.mkdirSync(path.join(base, 'backup-integrator-0/deep'), { recursive: true, mode: 0o755 });
  for (const name of ['run-before-backup', 'deep/file']) {
    fs.writeFileSync(path.join(base, 'backup-integrator-0', name), 'python\n', { mode: 0o755 });
  }
  fs.rmSync(path.join(base, 'scripts/backup-integrator/run-after-backup'));
  const memory: object = JSON.parse(fs.readFileSync(path.join(root, state), 'utf8'));
  const aged = { ...memory, notes: { 'original-scripts': '1' } };
  fs.writeFileSync(path.join(root, state), JSON.stringify(aged));
}
