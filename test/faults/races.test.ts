import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { comparable, isLeftByKill, kept, scripts } from './harness/disk.ts';
import { record } from './harness/record.ts';
import { type Runtime, runtimeNames, runtimes } from './harness/runtimes.ts';
import { first, second } from './harness/scenarios.ts';
import { rounds } from './harness/share.ts';
import { temporaryFolder } from './harness/temporary-folder.ts';

/** Juju never runs two hooks of one machine at the same time. If it ever did, each file is still one of the two. */
const all = 1000;

const tools = temporaryFolder('tools');
const quoted = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`;

beforeAll(() => {
  const answers = {
    'config-get': 'cat "$JUJU_TEST_CONFIG"',
    'relation-ids': `printf %s ${quoted([])}`,
    'is-leader': `printf %s ${quoted(true)}`,
    'status-get': `printf %s ${quoted({ status: 'active', message: '' })}`,
  };
  for (const [tool, script] of Object.entries(answers)) write(tool, script);
  for (const tool of ['status-set', 'juju-log']) write(tool, ':');
  for (const tool of ['relation-get', 'relation-list', 'relation-set', 'network-get']) {
    write(tool, 'echo "{}"');
  }
});

const write = (name: string, body: string) =>
  fs.writeFileSync(path.join(tools, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });

/** One event of a unit, with a config. */
async function dispatch(runtime: Runtime, root: string, config: object, event: string) {
  const file = path.join(root, `config-${Math.random()}`);
  fs.writeFileSync(file, JSON.stringify(config));
  const child = spawn(path.join(runtimes[runtime], 'dispatch'), [], {
    env: {
      PATH: `${tools}:/usr/bin:/bin`,
      // dispatch passes on Juju's variables alone.
      JUJU_TEST_CONFIG: file,
      JUJU_DISPATCH_PATH: `hooks/${event}`,
      JUJU_UNIT_NAME: 'backup-integrator/0',
      BACKUP_INTEGRATOR_ROOT: root,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = text(child.stderr);
  await once(child, 'close');
  return { code: child.exitCode, stderr: await stderr };
}

it('two dispatches at once leave whole files, and the next event is right', async () => {
  const complaints: string[] = [];
  for (let round = 0; round < rounds(all); round++) {
    const runtime = runtimeNames[round % 2] ?? 'Node';
    const root = temporaryFolder('race');
    fs.mkdirSync(path.join(root, 'usr/bin'), { recursive: true });
    if (round % 3 > 0) await dispatch(runtime, root, first, 'config-changed');
    const leaves = round % 3 === 2;
    const both = await Promise.all([
      dispatch(runtime, root, first, 'config-changed'),
      dispatch(runtime, root, second, leaves ? 'remove' : 'config-changed'),
    ]);
    complaints.push(...both.flatMap(wrongEnd), ...wrongFiles(root));
    const last = await dispatch(runtime, root, second, 'config-changed');
    complaints.push(...wrongEnd(last), ...wrongFiles(root, [second]));
    if (Object.keys(kept(root)).some(isLeftByKill)) complaints.push('something is left over');
    fs.rmSync(root, { recursive: true });
  }
  expect([...new Set(complaints)]).toEqual([]);
});

/** A race may fail one of the two, which then says so in one line. */
function wrongEnd({ code, stderr }: { code: number | null; stderr: string }): string[] {
  if (code === 0) return [];
  const isSaid = /^\/opt\/[^\n]+; [^\n]+; Juju discards [^\n]+\n$/.test(stderr);
  return code === 1 && isSaid ? [] : [`it ended with ${code}: ${stderr}`];
}

/** Files that are those of no config. */
function wrongFiles(root: string, configs: readonly object[] = [first, second]): string[] {
  const nothing = '700 #!/bin/sh\n# This script is not set.\nexit 0\n';
  return Object.entries(comparable(kept(root))).flatMap(([file, content]) => {
    if (!file.startsWith(`${scripts}/`) || isLeftByKill(file)) return [];
    const right = configs.map((config) => {
      const option = Object.entries(config).find(([name]) => name === path.basename(file));
      return option?.[1] === undefined ? nothing : `700 ${option[1]}`;
    });
    return right.includes(content) ? [] : [`${file} is that of no config: ${content.slice(0, 80)}`];
  });
}

it('leaves the table', () => {
  record({
    order: 4,
    title: 'Two events at once',
    about: `Juju never runs two hooks of a machine at the same time. If it did, each file would still be whole. One of the two may fail, in one line, and the event that follows is right.`,
    columns: ['At once', 'Before', 'Rounds'],
    rows: [
      ['two configs', 'nothing', String(Math.ceil(all / 3))],
      ['two configs', 'the first of them', String(Math.ceil((all - 1) / 3))],
      ['a config, and the removal of the unit', 'that config', String(Math.ceil((all - 2) / 3))],
    ],
  });
});
