import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { asProcesses, type Deployment, type ProcessOptions } from '../../../src/testing/index.ts';
import { deployment, names, one, zero } from '../fixtures.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function charmDirOf(dispatch: string, mode = 0o755): string {
  const charmDir = mkdtempSync(path.join(tmpdir(), 'charm-'));
  folders.push(charmDir);
  writeFileSync(path.join(charmDir, 'dispatch'), dispatch);
  chmodSync(path.join(charmDir, 'dispatch'), mode);
  return charmDir;
}

/** A deployment of a charm whose `dispatch` is a shell script. */
function deploymentOf(script: string, options: Omit<ProcessOptions, 'charmDir'> = {}): Deployment {
  const charmDir = charmDirOf(`#!/bin/sh\n${script}`);
  return deployment({ frontEnd: asProcesses({ charmDir, ...options }) });
}

const inConfigChanged = (script: string) => `
[ "$JUJU_HOOK_NAME" = config-changed ] || exit 0
${script}`;

test("the charm has exactly Juju's variables, the root, and its own folder as working folder", async () => {
  await using juju = deploymentOf('[ "$PWD" = "$CHARM_DIR" ] || exit 1\nexec /usr/bin/env');
  const [install] = await juju.deploy();
  const lines = install?.stdout.trim().split('\n') ?? [];
  const variables = new Map(lines.map((line) => [line.split('=')[0], line]));
  // The shell itself exports PWD.
  variables.delete('PWD');
  expect([...variables.keys()].sort()).toEqual(
    [
      'APT_LISTCHANGES_FRONTEND BACKUP_INTEGRATOR_ROOT CHARM_DIR CLOUD_API_VERSION DEBIAN_FRONTEND',
      'JUJU_AGENT_SOCKET_ADDRESS JUJU_AGENT_SOCKET_NETWORK JUJU_API_ADDRESSES',
      'JUJU_AVAILABILITY_ZONE JUJU_CHARM_DIR JUJU_CHARM_FTP_PROXY JUJU_CHARM_HTTPS_PROXY',
      'JUJU_CHARM_HTTP_PROXY JUJU_CHARM_NO_PROXY JUJU_CONTEXT_ID JUJU_DISPATCH_PATH',
      'JUJU_HOOK_NAME JUJU_MACHINE_ID JUJU_MODEL_NAME JUJU_MODEL_UUID JUJU_PRINCIPAL_UNIT JUJU_SLA',
      'JUJU_UNIT_NAME JUJU_VERSION LANG PATH TERM',
    ]
      .join(' ')
      .split(' ')
      .sort(),
  );
  expect(variables.get('JUJU_CONTEXT_ID')).toMatch(
    /^JUJU_CONTEXT_ID=backup-integrator\/0-install-[0-9a-f]{32}$/,
  );
  expect(variables.get('BACKUP_INTEGRATOR_ROOT')).toBe(
    `BACKUP_INTEGRATOR_ROOT=${juju.unit(zero).root}`,
  );
  expect(variables.get('JUJU_DISPATCH_PATH')).toBe('JUJU_DISPATCH_PATH=hooks/install');
});

test('hook tools on PATH talk to the model', async () => {
  await using juju = deploymentOf(`
case "$JUJU_DISPATCH_PATH" in
hooks/config-changed)
  config-get --format=json fileset
  status-set -- active "$(config-get fileset)"
  status-set bad; echo "$?" ;;
hooks/backup-relation-created)
  printf '{"fileset":"/a"}' | relation-set -r "$JUJU_RELATION_ID" --app --file - ;;
esac`);
  await juju.deploy();
  const [changed] = await juju.configure({ fileset: '/a<b' });
  expect(changed?.stdout).toBe('"/a\\u003cb"\n2\n');
  expect(changed?.stderr).toMatch(/^ERROR invalid status "bad", expected one of /);
  expect(changed?.calls.map(({ argv }) => argv[0])).toEqual([
    'config-get',
    'config-get',
    'status-set',
    'status-set',
  ]);
  expect(juju.unit(zero).status).toEqual({ status: 'active', message: '/a<b' });
  expect(juju.log.at(-1)?.level).toBe('WARNING');
  await juju.integrate('bacula-fd');
  expect(juju.databag('backup:1')).toEqual({ fileset: '/a' });
});

test('a user secret is read through its hook tool', async () => {
  await using juju = deploymentOf(`
case "$JUJU_HOOK_NAME" in
config-changed | secret-changed)
  secret-get --refresh secret:9m4e2mr0ui3e8a215n4g password
  echo "$JUJU_SECRET_ID" ;;
esac`);
  juju.secrets.add('mine', { password: 'old' }, 'secret:9m4e2mr0ui3e8a215n4g');
  juju.secrets.grant('mine');
  await juju.deploy();
  const [changed] = await juju.secrets.update('mine', { password: 'new' });
  expect(changed?.stdout).toBe('new\nsecret:9m4e2mr0ui3e8a215n4g\n');
});

test('a hook that fails is not committed, and runs again when it is resolved', async () => {
  await using juju = deploymentOf(`
[ "$JUJU_HOOK_NAME" = backup-relation-created ] || exit 0
relation-set --app a=1
[ "$(config-get strict)" = True ] || exit 7`);
  await juju.deploy();
  const hooks = await juju.integrate('bacula-fd');
  expect(hooks.map(({ event, code, isCommitted }) => [event, code, isCommitted])).toEqual([
    ['backup-relation-created', 7, false],
  ]);
  expect(juju.databag('backup:1')).toEqual({});
  expect(juju.unit(zero).status.status).toBe('error');
  await juju.configure({ strict: true });
  await juju.resolve(zero);
  expect(juju.databag('backup:1')).toEqual({ a: '1' });
});

test('5 MiB go through relation-set and back', async () => {
  await using juju = deploymentOf(
    `[ "$JUJU_HOOK_NAME" = update-status ] || exit 0
config-get --format=json | relation-set -r 1 --app --file -`,
  );
  await juju.deploy();
  await juju.integrate('bacula-fd');
  const fileset = 'é<\u2028'.repeat(900_000);
  await juju.configure({ fileset });
  const [hook] = await juju.updateStatus();
  expect(hook?.stderr).toBe('');
  expect(juju.databag('backup:1')['fileset'] === fileset).toBe(true);
});

test('a charm without a dispatch that can run fails its hook', async () => {
  await using juju = deployment({
    frontEnd: asProcesses({ charmDir: charmDirOf('#!/bin/sh\n', 0o644) }),
  });
  const [install] = await juju.deploy();
  expect(install?.code).toBeNull();
  expect(install?.stderr).toContain('EACCES');
});

test('the charm can be killed when it calls a hook tool, which then has no effect', async () => {
  let armed = true;
  await using juju = deploymentOf(
    inConfigChanged('status-set maintenance\nstatus-set active\necho not reached'),
    {
      onCall: (hook, argv) => {
        if (armed && argv[1] === 'active') hook.kill();
      },
    },
  );
  const hooks = await juju.deploy();
  expect(hooks.at(-1)).toMatchObject({
    event: 'config-changed',
    code: null,
    signal: 'SIGKILL',
    stdout: '',
    isCommitted: false,
  });
  expect(juju.unit(zero).workload.status).toBe('maintenance');
  armed = false;
  const [again] = await juju.resolve(zero);
  expect(again).toMatchObject({ event: 'config-changed', code: 0, stdout: 'not reached\n' });
});

test('the charm can be killed as soon as it runs', async () => {
  await using juju = deploymentOf('sleep 60', { onStart: (hook) => hook.kill() });
  const [install] = await juju.deploy();
  expect(install?.signal).toBe('SIGKILL');
});

test('what goes wrong in the caller comes back from the step', async () => {
  await using juju = deploymentOf('is-leader', {
    onCall: () => {
      throw new Error('broken test');
    },
  });
  await expect(juju.deploy()).rejects.toThrow('broken test');
});

test('a tool can be missing from PATH, by its name or from a call on', async () => {
  await using juju = deploymentOf(
    inConfigChanged('for tool in is-leader status-get config-get; do $tool; echo $?; done 2>&1'),
  );
  await juju.deploy();
  juju.faults = [{ on: 'is-leader', as: 'missing' }];
  const [byName] = await juju.fire('config-changed');
  expect(byName?.stdout).toMatch(/is-leader: not found\n127\nunknown\n0\n/);
  juju.faults = [{ on: 2, as: 'missing' }];
  const [byCall] = await juju.fire('config-changed');
  expect(byCall?.stdout).toMatch(/^True\n0\n.*: not found\n127\n.*: not found\n127\n$/);
  expect(byCall?.calls).toHaveLength(1);
});

test('a tool can fail or answer with rubbish', async () => {
  await using juju = deploymentOf(inConfigChanged('config-get --format=json; echo $?'));
  await juju.deploy();
  const output = async (as: 'exit 1' | 'exit 2' | 'junk output' | 'truncated output') => {
    juju.faults = [{ on: 1, as }];
    const [hook] = await juju.fire('config-changed');
    return [hook?.stdout, hook?.stderr];
  };
  expect(await output('exit 1')).toEqual(['1\n', 'ERROR injected failure\n']);
  expect(await output('exit 2')).toEqual(['2\n', 'ERROR injected misuse\n']);
  expect(await output('junk output')).toEqual(['\u0000junk\ufffd{\n0\n', '']);
  expect(await output('truncated output')).toEqual(['{"strict0\n', '']);
});

/** Each hook waits up to 5 s for a sibling's mark, and says whether it saw one. */
const meet = (folder: string) =>
  inConfigChanged(`
n="\${JUJU_UNIT_NAME#*/}"
: > ${folder}/$n
i=0
while [ $i -lt 100 ]; do
  if [ -e ${folder}/0 ] && [ -e ${folder}/1 ]; then echo met; sleep 0.2; break; fi
  if [ "$JUJU_MACHINE_ID" = shared ] && [ $i -ge 10 ]; then break; fi
  sleep 0.05; i=$((i+1))
done
rm -f ${folder}/$n`);

test('units on different machines run their hooks at the same time', async () => {
  const folder = charmDirOf('');
  await using juju = deploymentOf(meet(folder));
  const hooks = await juju.deploy(2);
  const outputs = hooks.filter(({ event }) => event === 'config-changed');
  expect(outputs.map(({ stdout }) => stdout)).toEqual(['met\n', 'met\n']);
});

test('a machine runs one hook at a time, whatever units are on it', async () => {
  const folder = charmDirOf('');
  await using juju = deploymentOf(meet(folder));
  const hooks = await juju.deploy([{ machine: 'shared' }, { machine: 'shared' }]);
  const outputs = hooks.filter(({ event }) => event === 'config-changed');
  expect(names(outputs)).toEqual(['0 config-changed', '1 config-changed']);
  expect(outputs.map(({ stdout }) => stdout)).toEqual(['', '']);
  expect(juju.unit(zero).root).toBe(juju.unit(one).root);
});

test('a hook tool outside of a hook says so', async () => {
  await using juju = deploymentOf('env -i "$(command -v is-leader)"');
  const [install] = await juju.deploy();
  expect(install).toMatchObject({ code: 1, stderr: 'ERROR JUJU_CONTEXT_ID not set\n' });
});

test('nothing is left on disk after close', async () => {
  const juju = deploymentOf('echo "$JUJU_AGENT_SOCKET_ADDRESS"');
  const [install] = await juju.deploy();
  const socket = install?.stdout.trim() ?? '';
  const { root } = juju.unit(zero);
  expect([existsSync(socket), existsSync(root)]).toEqual([true, true]);
  expect(readFileSync(path.join(root, 'bin/sh'), 'utf8')).toMatch(/^#!/);
  await juju.close();
  expect([existsSync(path.dirname(socket)), existsSync(root)]).toEqual([false, false]);
});
