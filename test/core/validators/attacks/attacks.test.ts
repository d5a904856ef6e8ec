import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Command, Isolation } from '../../../../src/core/validators/isolation.ts';
import { runSitePlugin } from '../../../../src/core/validators/site-plugin.ts';
import { sitePluginProcess } from '../../../../src/testing/site-plugin-process.ts';
import { isRunning, runningWith } from '../../../support/is-running.ts';
import { standardCharmDir } from '../../../support/standard.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const file = join(import.meta.dirname, 'attacker.mjs');

/** Both programs that run site plugins: Node with the source, and the executable that is shipped. */
const programs: readonly (readonly [string, Command])[] = [
  ['with Node', [process.execPath, sitePluginProcess]],
  ['with the executable', [join(standardCharmDir, 'backup-integrator'), '', 'run-site-plugin']],
];
const isolations: readonly Isolation[] = ['namespaces', 'user'];
const all = programs.flatMap(([name, command]) =>
  isolations.map((isolation) => [`${isolation}, ${name}`, command, isolation] as const),
);

/** What a user of its own alone does not keep it from: what any user of the machine can do. */
const withoutNamespaces = [
  'mounted anew as root of its own',
  'disk',
  'disk of all',
  'shared memory',
  'processes',
  'network',
  'abstract socket',
];

async function run(
  command: Command,
  isolation: Isolation,
  name: string,
  options: Readonly<Record<string, unknown>>,
  isUnprivileged = false,
): Promise<string[]> {
  const findings = await runSitePlugin(
    { command, seconds: 30, isolation, isUnprivileged },
    {
      file,
      plugin: { name, line: 1, options },
      bundled: [],
      options: ['config', 'plugins'],
      config: {},
      draft: { entries: [], scripts: [], extensions: {} },
      managedFolder: '/opt/scripts/app',
      root: '/',
    },
  );
  return findings.map(({ message }) => message);
}

/** A script as the charm writes it: for root alone. */
function script(): string {
  const folder = join(temporaryFolder(), 'scripts');
  mkdirSync(folder, { mode: 0o700 });
  const path = join(folder, 'run-before-backup');
  writeFileSync(path, 'good', { mode: 0o700 });
  return path;
}

/** Another process of root's. */
async function victim(secret: string): Promise<ChildProcess & { readonly pid: number }> {
  const env = { PATH: process.env['PATH'], SECRET: secret };
  const child = spawn('sleep', ['60'], { stdio: 'ignore', env });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  const { pid = 0 } = child;
  return Object.assign(child, { pid });
}

async function listening(address?: string): Promise<Server> {
  const server = createServer((socket) => socket.end());
  onTestFinished(() => void server.close());
  server.listen(address ?? { port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

// As the charm runs: on another user's machine there is nothing to keep a plugin from.
describe.skipIf(process.getuid?.() !== 0)('a site plugin that attacks', () => {
  it.each(all)('gets nowhere: %s', async (_, command, isolation) => {
    const path = script();
    const mark = `attacker-${process.pid}-${Math.random()}`;
    const other = await victim(mark);
    const server = await listening();
    const abstract = `\0backup-integrator-${process.pid}-${Math.random()}`;
    await listening(abstract);
    const socket = join(temporaryFolder(), 'agent.socket');
    await listening(socket);
    chmodSync(join(socket, '..'), 0o755);
    chmodSync(socket, 0o700);
    const before = statSync(path);

    onTestFinished(() => {
      for (const folder of ['/tmp', '/var/tmp', '/dev/shm'])
        rmSync(join(folder, mark), { force: true });
    });

    const options = {
      mark,
      script: path,
      victim: other.pid,
      port: portOf(server),
      abstract,
      socket,
    };
    const found = await run(command, isolation, 'attacker', options);
    expect(found.at(-1)).toMatch(/^with \d\d attempts$/);
    const got = found.slice(0, -1).map((message) => message.replace(/ => .*/, ''));
    expect(got).toEqual(isolation === 'namespaces' ? [] : withoutNamespaces);

    expect(readFileSync(path, 'utf8')).toBe('good');
    const { mode, uid, ino, mtimeMs, nlink } = statSync(path);
    expect([mode, uid, ino, mtimeMs, nlink]).toEqual([
      before.mode,
      before.uid,
      before.ino,
      before.mtimeMs,
      1,
    ]);
    expect(readdirSync(join(path, '..'))).toEqual(['run-before-backup']);
    expect(isRunning(String(other.pid))).toBe(true);
    expect(readFileSync(`/proc/${other.pid}/stat`, 'utf8')).toMatch(/\) S /);
  });

  it.each(all)('reads what only root may: %s', async (_, command, isolation) => {
    const found = await run(command, isolation, 'reader', { script: script() });
    expect(found).toEqual(['read: good', 'access: yes', 'list: 1', 'stat: 4']);
  });

  it.each(all)(
    'reads nothing of that where it is unprivileged: %s',
    async (_, command, isolation) => {
      const found = await run(command, isolation, 'reader', { script: script() }, true);
      expect(found).toEqual(['read: EACCES', 'access: EACCES', 'list: EACCES', 'stat: undefined']);
    },
  );

  it.each(all.filter(([, , isolation]) => isolation === 'namespaces'))(
    'leaves nothing behind: %s',
    async (_, command, isolation) => {
      const mark = `6000.${process.pid}${Math.floor(Math.random() * 1e6)}`;
      await run(command, isolation, 'stayer', { mark });
      expect(runningWith(mark)).toEqual([]);
    },
  );
});
