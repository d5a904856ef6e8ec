import { expect, test } from 'vitest';
import { deployment, one, scripted } from '../fixtures.ts';
import { inHook, ok, refused, type SetUp } from './in-hook.ts';

test('config-get leaves out what is not set, and answers an unknown key with null', async () => {
  const setUp: SetUp = (juju) => juju.configure({ fileset: '/a\n<&>\u2028é😀', limit: 3 });
  await inHook(
    (tool) => {
      expect(tool('config-get --format=json')).toEqual(
        ok('{"fileset":"/a\\n\\u003c\\u0026\\u003e\\u2028é😀","limit":3,"strict":false}\n'),
      );
      expect(tool('config-get --format=json limit')).toEqual(ok('3\n'));
      expect(tool('config-get --format=json nothing')).toEqual(ok('null\n'));
      expect(tool('config-get nothing')).toEqual(ok(''));
      expect(tool('config-get strict')).toEqual(ok('False\n'));
      expect(tool('config-get --format=json --all').stdout).toContain('"empty":null');
      expect(tool('config-get --all limit').code).toBe(2);
    },
    {},
    setUp,
  );
});

test('is-leader tells the leader from the others', async () => {
  await inHook((tool) => expect(tool('is-leader --format=json')).toEqual(ok('true\n')));
  await inHook((tool) => expect(tool('is-leader --format=json')).toEqual(ok('false\n')), {
    unit: one,
  });
  await inHook((tool) => expect(tool('is-leader')).toEqual(ok('True\n')));
});

test('status-set acts at once and status-get answers with it', async () => {
  await inHook((tool) => {
    expect(tool('status-set blocked')).toEqual(ok(''));
    expect(tool('status-get --format=json')).toEqual(ok('{"status":"blocked"}\n'));
    tool('status-set -- active -x');
    expect(tool('status-get --include-data --format=json')).toEqual(
      ok('{"message":"-x","status":"active","status-data":{}}\n'),
    );
    expect(tool('status-get')).toEqual(ok('active\n'));
    expect(tool('status-set active -x')).toEqual(refused(2, 'option provided but not defined: -x'));
    expect(tool('status-set active a b')).toEqual(refused(2, 'unrecognized args: ["b"]'));
    expect(tool('status-set x')).toEqual(
      refused(2, 'invalid status "x", expected one of [maintenance blocked waiting active]'),
    );
    expect(tool('status-set')).toEqual(refused(2, 'invalid args, require <status> [message]'));
  });
});

test('juju-log writes its arguments at a level', async () => {
  const frontEnd = scripted((tool, { event }) => {
    if (event === 'start') {
      tool('juju-log a message');
      tool('juju-log -l WARNING one');
      tool('juju-log --log-level DEBUG -- --two');
      expect(tool('juju-log --two').code).toBe(2);
      expect(tool('juju-log')).toEqual(refused(2, 'no message specified'));
      tool('juju-log -l LOUD three');
    }
    if (event === 'backup-relation-created') tool('juju-log made');
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy();
  await juju.integrate('bacula-fd');
  expect(juju.log.map(({ level, message }) => [level, message])).toEqual([
    ['INFO', 'a message'],
    ['WARNING', 'one'],
    ['DEBUG', '--two'],
    ['WARNING', 'Specified log level of "LOUD" is not valid'],
    ['INFO', 'three'],
    ['INFO', 'backup:1: made'],
  ]);
});

test('resource-get prints the path and no newline', async () => {
  await inHook(
    (tool) => {
      expect(tool('resource-get tool')).toEqual(ok('/tmp/tool'));
      expect(tool('resource-get other')).toEqual(
        refused(1, 'could not download resource: resource#backup-integrator/other not found'),
      );
      expect(tool('resource-get')).toEqual(refused(2, 'missing required resource name'));
    },
    {},
    (juju) => juju.attachResource('tool', '/tmp/tool'),
  );
  await using juju = deployment();
  expect(() => juju.attachResource('other', '/x')).toThrow('resource "other" not found');
});

test('application-version-set tells the version of the workload', async () => {
  await using juju = deployment({
    frontEnd: scripted((tool) => {
      expect(tool('application-version-set 1.2')).toEqual(ok(''));
      expect(tool('application-version-set')).toEqual(refused(2, 'no version specified'));
      return 0;
    }),
  });
  await juju.deploy();
  expect(juju.workloadVersion).toBe('1.2');
});
