import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Charm } from '../../../../src/core/charm.ts';
import type { Plugin } from '../../../../src/core/hooks/plugin.ts';
import { bundledValidators, standard } from '../../../../src/plugins/standard.ts';
import {
  type CharmTrial,
  type FrontEnd,
  type HookRun,
  inProcess,
} from '../../../../src/testing/index.ts';
import { metadata, scriptsFolder } from '../../../support/deployment.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

export const trial: CharmTrial = {
  metadata,
  configs: [
    { fileset: '/etc', 'run-before-backup': '#!/bin/sh\ndump\n' },
    { fileset: '/srv', 'run-before-backup': '#!/bin/sh\ndump --other\n' },
  ],
  refused: [{ fileset: 'relative' }],
  secrets: { 'secret:9m4e2mr0ui3e8a215n4g': { password: 'x' } },
  files: { '/etc/hosts': '', '/srv/a': '' },
};

export const rules = {
  publishes:
    'publishes what each config says, whatever was there before, and every unit has the same files',
  idle: 'writes nothing and touches no file once everything is right',
  whole: 'puts new files in the place of old ones, which stay whole for whoever reads them',
  secret: 'shows nothing of what a script or a user secret holds',
  refused: 'keeps the last good config while one is refused, and says so',
  waits: 'waits for a provider, and publishes when there is one',
  several: 'publishes in several relations, and takes no notice in the others when one goes',
  back: 'waits when the last provider has gone, and publishes the same when one comes back',
  leader: 'changes nothing when another unit leads, which then publishes the next config',
  unit: 'brings a new unit to what the others have',
  lost: 'publishes nothing that a unit says once it leads no more',
  leaves: 'leaves nothing behind but the scripts around a restore that were published',
  nothing: 'leaves nothing at all behind where nothing was published',
  fails:
    'publishes all or nothing when a hook tool fails at an edit of the config, and the next event puts it right',
  killed: 'publishes all or nothing when it is killed, and the next event puts it right',
} as const;

/** The charm, with one plugin more. */
export const withPlugin = (apply: Plugin['apply']) => () =>
  new Charm([...standard(), { name: 'broken', apply }], bundledValidators);

/** The charm, with something else around each hook. */
export const around =
  (run: (hook: HookRun, real: FrontEnd) => ReturnType<FrontEnd['run']>) => () => () => {
    const real = inProcess(new Charm(standard(), bundledValidators));
    return { ...real, run: (hook: HookRun) => run(hook, real) };
  };

export const publishing = (
  databag: (context: { unit: string; id: string }) => Record<string, string>,
) =>
  withPlugin(({ hooks }) => {
    let unit = '';
    hooks.validateConfig.tap('broken', (context) => {
      unit = context.unit;
    });
    hooks.publishRelation.tap('broken', ({ isLeader, relations }) => {
      if (!isLeader) return;
      for (const relation of relations) relation.publish(databag({ unit, id: relation.id }));
    });
  });

/** The built charm; before it runs, it writes a script once more, half of it first. */
export function halvingCharm(): string {
  const folder = temporaryFolder();
  const dispatch = join(folder, 'dispatch');
  writeFileSync(
    dispatch,
    `#!/bin/sh
file="$BACKUP_INTEGRATOR_ROOT${scriptsFolder}/run-before-backup"
if [ -f "$file" ]; then
  content=$(cat "$file"; echo .)
  printf '#!/bin/s' > "$file"
  is-leader > "$BACKUP_INTEGRATOR_ROOT/answer"
  printf %s "\${content%.}" > "$file"
fi
cd ${resolve('build/charm')} && exec ./dispatch
`,
  );
  chmodSync(dispatch, 0o755);
  return folder;
}
