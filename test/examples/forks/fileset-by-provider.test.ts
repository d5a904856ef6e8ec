import { describe, expect, it } from 'vitest';
import { byProvider } from '../../../examples/fileset-by-provider/by-provider.ts';
import { charm } from '../../../examples/fileset-by-provider/charm.ts';
import { filesetByProvider } from '../../../examples/fileset-by-provider/fileset-by-provider.ts';
import { emptySpec } from '../../../src/core/spec/spec.ts';
import { fileset } from '../../../src/plugins/fileset/fileset.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import {
  type Deployment,
  describeCharm,
  describePlugin,
  describeRelationFormat,
} from '../../../src/testing/index.ts';
import { check } from '../../support/check.ts';
import { lay, statuses } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';
import { bothWays } from './both-ways.ts';
import { trialOf } from './trials.ts';

const suite = { describe, it };

describePlugin(suite, filesetByProvider, {
  config: { fileset: '/srv/a,/srv/b', 'fileset-by-provider': 'bacula-fd: /srv/a' },
  configs: [{ fileset: '/srv/a', 'fileset-by-provider': 'a\nbacula-fd: /none' }],
  before: [fileset()],
});
describeRelationFormat(suite, byProvider(backupV0), {
  relation: { application: 'archive' },
  specs: [
    {
      ...emptySpec,
      fileset: ['/srv/a', '/srv/media/x', '/srv/mediathek'],
      extensions: { filesetByProvider: { archive: ['/srv/media'] } },
    },
  ],
  expected: ({ extensions, ...spec }) => ({
    ...spec,
    fileset: extensions.filesetByProvider === undefined ? spec.fileset : ['/srv/media/x'],
    extensions: {},
  }),
});

/** Two providers, with the parts of the fileset that the config names. */
async function twoProviders(juju: Deployment, parts: string) {
  await juju.deploy();
  lay(juju, '/srv/db/', '/srv/media/a', '/srv/mail');
  await juju.configure({
    fileset: '/srv/db,/srv/media/a,/srv/mail',
    'fileset-by-provider': parts,
  });
  await juju.integrate('bacula-fd');
  await juju.integrate('archive');
}

const filesets = (juju: Deployment) => juju.relationIds().map((id) => juju.databag(id)['fileset']);

describeCharm(suite, charm, trialOf('fileset-by-provider'));

bothWays('fileset-by-provider', charm, (open) => {
  it('publishes to each provider its part, and all to one that is not named', async () => {
    const juju = open();
    await twoProviders(juju, 'archive: /srv/media, /srv/mail/\n');
    const all = '/srv/db,/srv/media/a,/srv/mail';
    expect(filesets(juju)).toEqual([all, '/srv/media/a,/srv/mail']);
    await juju.configure({ 'fileset-by-provider': undefined });
    expect(filesets(juju)).toEqual([all, all]);
  });

  it('refuses a part in which nothing is, and keeps what was published', async () => {
    const juju = open();
    await twoProviders(juju, 'archive: /srv/media');
    await juju.configure({ 'fileset-by-provider': 'archive: /srv/none' });
    expect(statuses(juju)[zero]).toMatch(/^blocked: fileset: nothing of it is for archive/);
    expect(filesets(juju)).toEqual(['/srv/db,/srv/media/a,/srv/mail', '/srv/media/a']);
  });

  it('refuses what would leave a path without a provider', async () => {
    const juju = open();
    await twoProviders(juju, 'archive: /srv/media\nbacula-fd: /srv/db');
    expect(statuses(juju)[zero]).toMatch(
      /^blocked: fileset-by-provider: "\/srv\/mail" would be saved by none of the providers/,
    );
    expect(filesets(juju)).toEqual([undefined, undefined]);
  });
});

it.each(['archive', 'archive: media', 'archive:', 'Archive: /srv'])(
  'the line %j is refused',
  async (line) => {
    const values = { fileset: '/srv', 'fileset-by-provider': `a: /srv\n${line}` };
    const { lines } = await check([fileset(), filesetByProvider()], values, '/');
    expect(lines).toEqual([
      `error fileset-by-provider/wrong-line: fileset-by-provider line 2: "${line}" does not say what is for whom; write it as in archive: /srv/media, /srv/mail`,
    ]);
  },
);
