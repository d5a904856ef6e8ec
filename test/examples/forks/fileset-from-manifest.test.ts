import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { charm } from '../../../examples/fileset-from-manifest/charm.ts';
import { manifestFileset } from '../../../examples/fileset-from-manifest/manifest-fileset.ts';
import { describeCharm, describePlugin } from '../../../src/testing/index.ts';
import { lay, statuses } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';
import { bothWays, databagFor } from './both-ways.ts';
import { trialOf } from './trials.ts';

describePlugin({ describe, it }, () => manifestFileset({ path: '/etc/manifest' }), {
  files: { '/etc/manifest': '# what this charm keeps\n/srv/a\n' },
  config: { fileset: '/etc' },
  before: [],
});

describeCharm({ describe, it }, charm, trialOf('fileset-from-manifest'));

bothWays('fileset-from-manifest', charm, (open) => {
  it('publishes what the principal lists, as it stands', async () => {
    const juju = open();
    await juju.deploy();
    expect(statuses(juju)[zero]).toMatch(
      /^blocked: .*"\/etc\/backup-manifest", which lists nothing on this unit; have the principal/,
    );
    lay(juju, '/srv/a', '/srv/b', '/srv/*');
    const manifest = join(juju.unit(zero).root, 'etc/backup-manifest');
    mkdirSync(dirname(manifest), { recursive: true });
    writeFileSync(manifest, '# what this charm keeps\n/srv/a\n\n/srv/*\n');
    await juju.updateStatus();
    expect(await databagFor(juju)).toEqual({ fileset: '/srv/a,/srv/*' });
    await juju.configure({ fileset: '/etc' });
    expect(statuses(juju)[zero]).toMatch(
      /^active: .*the fileset comes from "\/etc\/backup-manifest"; reset the option$/,
    );
  });
});
