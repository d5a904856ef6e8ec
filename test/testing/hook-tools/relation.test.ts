import { expect, test } from 'vitest';
import { deployment, one, scripted, withPeers, zero } from '../fixtures.ts';
import { inHook, ok, refused, type SetUp } from './in-hook.ts';

test('relation-ids sorts ids as texts', async () => {
  const setUp: SetUp = async (juju) => {
    for (let number = 2; number <= 10; number++) await juju.integrate(`other-${number}`);
  };
  await inHook(
    (tool) => {
      const ids = JSON.parse(tool('relation-ids --format=json backup').stdout);
      expect(ids.slice(0, 3)).toEqual(['backup:1', 'backup:10', 'backup:2']);
      expect(tool('relation-ids --format=json nothing')).toEqual(ok('[]\n'));
      expect(tool('relation-ids')).toEqual(refused(2, 'no relation name specified'));
    },
    {},
    setUp,
  );
});

test('in its broken event a relation is left out of relation-ids, but can be written', async () => {
  await inHook(
    (tool) => {
      expect(tool('relation-ids --format=json')).toEqual(ok('[]\n'));
      expect(tool('relation-list --format=json')).toEqual(ok('[]\n'));
      expect(tool('relation-set --app a=b')).toEqual(ok(''));
      expect(tool('relation-get --format=json --app -')).toEqual(ok('{}\n'));
    },
    { event: 'backup-relation-broken' },
  );
});

test('a relation that does not exist is refused', async () => {
  await inHook((tool) => {
    for (const call of ['relation-get', 'relation-list', 'relation-set']) {
      expect(tool(`${call} -r 39`)).toEqual(
        refused(2, 'invalid value "39" for option -r: relation not found'),
      );
      expect(tool(`${call} -r backup:x`)).toEqual(
        refused(2, 'invalid value "backup:x" for option -r: invalid relation id'),
      );
      expect(tool(call)).toEqual(refused(2, 'no relation id specified'));
    }
    expect(tool('relation-list -r 1').code).toBe(0);
  });
});

test("a container-scoped relation of another application's principal does not exist", async () => {
  await using juju = deployment({
    frontEnd: scripted((tool, { unit, event, environment }) => {
      if (event !== 'start') return 0;
      expect(environment['JUJU_PRINCIPAL_UNIT']).toBe(unit === zero ? 'nginx/4' : 'redis/7');
      expect(tool('relation-ids --format=json juju-info').stdout).toBe(
        unit === zero ? '["juju-info:0"]\n' : '["juju-info:1"]\n',
      );
      return 0;
    }),
  });
  const hooks = await juju.deploy([
    { machine: '0', principal: 'nginx/4' },
    { machine: '0', principal: 'redis/7' },
  ]);
  expect(hooks.filter(({ event }) => event === 'start')).toHaveLength(2);
});

test('a unit sees no relation before it is installed', async () => {
  const seen: string[] = [];
  await using juju = deployment({
    frontEnd: scripted((tool) => {
      seen.push(tool('relation-ids --format=json juju-info').stdout);
      return 0;
    }),
  });
  await juju.deploy();
  expect(seen.slice(0, 2)).toEqual(['[]\n', '["juju-info:0"]\n']);
});

test('in container scope a unit reads its own principal, and not its sibling', async () => {
  const results: number[] = [];
  const frontEnd = scripted((tool, { event, unit }) => {
    if (event !== 'update-status' || unit !== zero) return 0;
    for (const principal of ['principal/0', 'principal/1']) {
      results.push(tool(`relation-get -r 0 - ${principal}`).code ?? -1);
    }
    return 0;
  });
  await using juju = deployment({ frontEnd });
  await juju.deploy(2);
  await juju.updateStatus();
  expect(results).toEqual([0, 1]);
});

test('relation-set merges, an empty value deletes, and the hook sees its own sets', async () => {
  await inHook((tool) => {
    expect(tool('relation-set -r 1 --app a=1 b=2')).toEqual(ok(''));
    expect(tool('relation-set -r 1 --app --file - c=3', '{"b":"","d":"4","c":"x"}')).toEqual(
      ok(''),
    );
    expect(tool('relation-get -r 1 --app --format=json - backup-integrator')).toEqual(
      ok('{"a":"1","c":"3","d":"4"}\n'),
    );
    expect(tool('relation-get -r 1 --app --format=json a backup-integrator/1')).toEqual(
      ok('"1"\n'),
    );
    expect(tool('relation-get -r 1 --app --format=json zz backup-integrator')).toEqual(
      ok('null\n'),
    );
    expect(tool('relation-set -r 1 u=1')).toEqual(ok(''));
    expect(tool(`relation-get -r 1 --format=json u ${zero}`)).toEqual(ok('"1"\n'));
  });
});

test('relation-set trims the values of arguments, and those only', async () => {
  await inHook((tool) => {
    tool('relation-set -r 1 --app a=x\n --file -', '{"b":" y "}');
    expect(tool('relation-get -r 1 --app --format=json - backup-integrator').stdout).toBe(
      '{"a":"x","b":" y "}\n',
    );
    expect(tool('relation-set -r 1 a')).toEqual(refused(2, 'expected "key=value", got "a"'));
    expect(tool('relation-set -r 1 a=1 a=2')).toEqual(
      refused(2, 'key "a" specified more than once'),
    );
    expect(tool('relation-set -r 1 --file /no/such/file')).toEqual(
      refused(1, 'open /no/such/file: no such file or directory'),
    );
  });
});

test("a unit that is not the leader can neither read nor write its application's databag", async () => {
  await inHook(
    (tool) => {
      expect(tool('relation-get -r 1 --app - backup-integrator')).toEqual(
        refused(1, 'permission denied'),
      );
      expect(tool('relation-set -r 1 --app a=1')).toEqual(
        refused(1, 'cannot write relation settings'),
      );
      expect(tool('relation-set -r 1 a=1').code).toBe(0);
    },
    { unit: one },
  );
});

test('a databag of somebody else is not to be read', async () => {
  await inHook((tool) => {
    expect(tool('relation-get -r 1 - bacula-fd/1')).toEqual(refused(1, 'permission denied'));
    expect(tool(`relation-get -r 1 - ${one}`)).toEqual(refused(1, 'permission denied'));
    expect(tool('relation-get -r 1 --app - stranger')).toEqual(refused(1, 'permission denied'));
    expect(tool('relation-get -r 1 - bacula-fd')).toEqual(
      refused(1, '"bacula-fd" is not a valid unit'),
    );
    expect(tool('relation-get -r 1 -')).toEqual(refused(2, 'no unit or application specified'));
  });
});

test("relation-get reads the other end's databags", async () => {
  const setUp: SetUp = (juju) => juju.setRemote('backup:1', { version: '1' });
  await inHook(
    (tool) => {
      expect(tool('relation-get -r 1 --app --format=json - bacula-fd')).toEqual(
        ok('{"version":"1"}\n'),
      );
      const addresses =
        '{"egress-subnets":"10.1.0.0/32","ingress-address":"10.1.0.0","private-address":"10.1.0.0"}\n';
      expect(tool('relation-get -r 1 --format=json - bacula-fd/0')).toEqual(ok(addresses));
    },
    { unit: one },
    setUp,
  );
});

test('peers read each other, and the application databag without being the leader', async () => {
  const frontEnd = scripted((tool, { unit, event }) => {
    if (event === 'config-changed') {
      tool(`relation-set -r 0 name=${unit}`);
      if (unit === zero) tool('relation-set -r 0 --app union=/a');
    }
    if (event !== 'update-status') return 0;
    const other = unit === zero ? one : zero;
    expect(tool(`relation-get -r 0 name ${other}`).stdout).toBe(`${other}\n`);
    expect(tool('relation-get -r 0 --app union backup-integrator').stdout).toBe('/a\n');
    expect(tool('relation-list -r 0').stdout).toBe(`${other}\n`);
    return 0;
  });
  await using juju = deployment({ metadata: withPeers, frontEnd });
  await juju.deploy(2);
  expect(await juju.updateStatus()).toHaveLength(2);
});
