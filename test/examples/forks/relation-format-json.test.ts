import { describe, expect, it } from 'vitest';
import { charm } from '../../../examples/relation-format-json/charm.ts';
import { jsonV1 } from '../../../examples/relation-format-json/json-v1.ts';
import { sideBySide } from '../../../examples/relation-format-json/side-by-side.ts';
import { Config } from '../../../src/core/juju/config.ts';
import { emptySpec } from '../../../src/core/spec/spec.ts';
import { backupV0 } from '../../../src/plugins/relation-publisher/backup-v0.ts';
import { describeCharm, describeRelationFormat } from '../../../src/testing/index.ts';
import { lay, statuses } from '../../support/deployment.ts';
import { zero } from '../../support/units.ts';
import { bothWays, databagFor } from './both-ways.ts';
import { trialOf } from './trials.ts';

const both = sideBySide(backupV0, jsonV1);
const target = {
  config: new Config(new Map()),
  relation: { id: 'backup:1', application: 'bacula-fd', provider: () => ({}) },
};

describeRelationFormat({ describe, it }, jsonV1);
describeRelationFormat({ describe, it }, both);

describeCharm({ describe, it }, charm, trialOf('relation-format-json'));

bothWays('relation-format-json', charm, (open) => {
  it("publishes both formats, and refuses what the older can't carry", async () => {
    const juju = open();
    await juju.deploy();
    lay(juju, '/srv/a', '/srv/b c');
    await juju.configure({ fileset: '/srv/a' });
    expect(await databagFor(juju)).toEqual({
      fileset: '/srv/a',
      'backup-spec': '{"version":1,"fileset":["/srv/a"],"scripts":{}}',
    });
    await juju.configure({ fileset: '/srv/b c' });
    expect(statuses(juju)[zero]).toMatch(/^blocked: .*"\/srv\/b c" has a space/);
  });

  it('says of a relative path once that it is not absolute', async () => {
    const juju = open();
    await juju.deploy();
    await juju.configure({ fileset: 'etc' });
    await juju.integrate('bacula-fd');
    expect(statuses(juju)[zero]).toMatch(/^blocked: .*"etc" is not an absolute path/);
    expect(statuses(juju)[zero]).not.toContain('more');
  });
});

describe('json-v1', () => {
  const read = (document: unknown) => jsonV1.decode({ 'backup-spec': JSON.stringify(document) });

  it('carries paths with spaces and anything else that a file can be named', () => {
    const spec = { ...emptySpec, fileset: ['/srv/b c', '/a,b;{}"\\\n'] };
    expect(jsonV1.check(spec, target)).toEqual([]);
    expect(jsonV1.decode(jsonV1.encode(spec, target))).toEqual(spec);
  });

  it.each([
    ['of another version', { version: 2, fileset: ['/etc'], scripts: {} }],
    ['without a fileset', { version: 1, scripts: {} }],
    ['with a path that is no text', { version: 1, fileset: ['/etc', 1], scripts: {} }],
    ['with a script that is no text', { version: 1, fileset: ['/etc'], scripts: { a: null } }],
    ['that is a list', []],
  ])('reads a document %s as nothing', (_, document) => {
    expect(read(document)).toEqual(emptySpec);
  });

  it('is read without its scripts where there are none', () => {
    expect(read({ version: 1, fileset: ['/etc'] })).toEqual({ ...emptySpec, fileset: ['/etc'] });
  });
});

describe('side by side', () => {
  it('reads what was published when there was only the older format', () => {
    expect(both.decode({ fileset: '/etc' })).toEqual({ ...emptySpec, fileset: ['/etc'] });
  });

  it("can't hold two formats that write the same key", () => {
    const twice = sideBySide(jsonV1, jsonV1);
    expect(() => twice.encode(emptySpec, target)).toThrow('both write backup-spec');
  });
});
