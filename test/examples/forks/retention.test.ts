import { describe, expect, expectTypeOf, it } from 'vitest';
import { charm } from '../../../examples/retention/charm.ts';
import { type Retention, retention } from '../../../examples/retention/retention.ts';
import { withRetention } from '../../../examples/retention/with-retention.ts';
import type { Draft } from '../../../src/core/spec/draft.ts';
import { type BackupSpec, emptySpec, scriptOptions } from '../../../src/core/spec/spec.ts';
import { backupFormatV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import {
  describeCharm,
  describePlugin,
  describeRelationFormat,
} from '../../../src/testing/index.ts';
import { check } from '../../support/check.ts';
import { filesOn, lay, scriptsFolder, statuses } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';
import { bothWays, databagFor } from './both-ways.ts';
import { trialOf } from './trials.ts';

const suite = { describe, it };
const scripts = [...scriptOptions, 'run-on-failure'];
const format = withRetention(backupFormatV0({ scripts }));

describePlugin(suite, retention, {
  config: { 'retention-daily': 7, 'retention-weekly': 4 },
  configs: [{ 'retention-daily': 0 }, { 'retention-weekly': -1 }],
});
describeRelationFormat(suite, format, {
  scripts,
  specs: [{ ...emptySpec, fileset: ['/etc'], extensions: { retention: { daily: 7, weekly: 0 } } }],
});

it('the retention has its type in the draft and in the spec', () => {
  expectTypeOf<Draft['extensions']['retention']>().toEqualTypeOf<Retention | undefined>();
  expectTypeOf<BackupSpec['extensions']['retention']>().toEqualTypeOf<Retention | undefined>();
});

describeCharm(suite, charm, trialOf('retention'));

bothWays('retention', charm, (open) => {
  it('publishes the retention and the script for failures, next to all else', async () => {
    const juju = open();
    await juju.deploy();
    lay(juju, '/srv/a');
    await juju.configure({
      fileset: '/srv/a',
      'retention-daily': 7,
      'run-on-failure': '#!/bin/sh\nexit 3\n',
    });
    expect(await databagFor(juju)).toEqual({
      fileset: '/srv/a',
      'retention-daily': '7',
      'retention-weekly': '0',
      'run-on-failure': `${scriptsFolder}/run-on-failure`,
    });
    expect(filesOn(juju, zero)['run-on-failure']).toBe('700 #!/bin/sh\nexit 3\n');
    await juju.configure({ 'retention-daily': undefined });
    const [id = ''] = juju.relationIds();
    expect(Object.keys(juju.databag(id))).toEqual(['fileset', 'run-on-failure']);
  });

  it('refuses to keep nothing, and goes on with the last good numbers', async () => {
    const juju = open();
    await juju.deploy();
    lay(juju, '/srv/a');
    await juju.configure({ fileset: '/srv/a', 'retention-daily': 2 });
    await databagFor(juju);
    await juju.configure({ 'retention-daily': 0 });
    expect(statuses(juju)[zero]).toContain('blocked: retention-daily: with no daily and no weekly');
    const [id = ''] = juju.relationIds();
    expect(juju.databag(id)).toMatchObject({ 'retention-daily': '2', 'retention-weekly': '0' });
  });
});

it.each([
  [{ 'retention-daily': 7, 'retention-weekly': 4 }, []],
  [{ 'retention-weekly': 1 }, []],
  [{ 'retention-daily': 7, 'retention-weekly': -1 }, ['retention/negative']],
  [{ 'retention-daily': 0, 'retention-weekly': 0 }, ['retention/nothing-kept']],
])('%j: %j', async (values, codes) => {
  const { problems } = await check([retention()], values, '/');
  expect(problems.map(({ code }) => code)).toEqual(codes);
});

it.each([[{ 'retention-daily': '7' }], [{ 'retention-daily': 'x', 'retention-weekly': '1' }]])(
  'a databag with %j has no retention',
  (databag) => {
    expect(format.decode({ fileset: '/etc', ...databag }).extensions).toEqual({});
  },
);
