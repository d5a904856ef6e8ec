import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runtimePackages, runtimes } from '../../charm/contents/program.ts';
import { ownArchitecture } from '../../charm/project/charmcraft.ts';

const hasBun = fs.existsSync(path.join('node_modules', runtimePackages[ownArchitecture].bun));
const built = runtimes.filter((runtime) => runtime === 'node' || hasBun);

/** What code that gets into the hook would do: it leaves a file, and says so. */
const intruder = (mark: string) =>
  `require('fs').writeFileSync(${JSON.stringify(mark)}, ''); console.error('intruded');\n`;

describe.each(built)('a hook, on %s', { timeout: 60_000 }, (runtime) => {
  let scratch: string;
  let charm: string;
  let tools: string;
  let mark: string;
  let usual: ReturnType<typeof hook>;

  beforeAll(() => {
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'environment-'));
    charm = path.join(scratch, 'charm');
    tools = path.join(scratch, 'tools');
    mark = path.join(scratch, 'mark');
    const entry = ['--entry', 'test/support/standard-main.ts'];
    const args = ['charm/build.ts', '--runtime', runtime, ...entry, '--out', charm];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ status: 0 });
    fs.mkdirSync(tools);
    const answers = {
      'config-get': '{"fileset": "/srv", "run-before-backup": "#!/bin/sh\\ntrue\\n"}',
      'is-leader': 'true',
      'relation-ids': '[]',
      'status-get': '{"status": "unknown", "message": ""}',
    };
    for (const tool of [...Object.keys(answers), 'juju-log', 'status-set', 'relation-set']) {
      const answer = Object.entries(answers).find(([name]) => name === tool)?.[1] ?? '';
      const text = `#!/bin/sh\necho "${tool} $*" >> '${scratch}/calls'\ncat <<'END'\n${answer}\nEND\n`;
      fs.writeFileSync(path.join(tools, tool), text, { mode: 0o755 });
    }
    fs.writeFileSync(path.join(scratch, 'preload.js'), intruder(mark));
    usual = hook();
  }, 60_000);

  afterAll(() => {
    fs.rmSync(scratch, { recursive: true });
  });

  beforeEach(() => {
    fs.rmSync(mark, { recursive: true, force: true });
  });

  /** Runs one hook of a unit on an empty disk: how it ended, and what it has called and written. */
  function hook(environment: Readonly<Record<string, string>> = {}) {
    const root = path.join(scratch, 'root');
    fs.rmSync(root, { recursive: true, force: true });
    fs.mkdirSync(path.join(root, 'srv'), { recursive: true });
    fs.writeFileSync(path.join(scratch, 'calls'), '');
    const { status, stdout, stderr } = spawnSync(path.join(charm, 'dispatch'), [], {
      cwd: charm,
      encoding: 'utf8',
      env: {
        JUJU_DISPATCH_PATH: 'hooks/config-changed',
        JUJU_UNIT_NAME: 'backup-integrator/0',
        PATH: `${tools}:/usr/bin:/bin`,
        BACKUP_INTEGRATOR_ROOT: root,
        ...environment,
      },
    });
    const calls = fs.readFileSync(path.join(scratch, 'calls'), 'utf8').split('\n');
    const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
    return { status, stdout, stderr, calls, files, isIntruded: fs.existsSync(mark) };
  }

  it('reads the config, writes its files and sets a status', () => {
    const { status, stderr, calls, files, isIntruded } = usual;
    expect([status, stderr, isIntruded]).toEqual([0, '', false]);
    expect(calls.some((call) => call.startsWith('status-set -- waiting '))).toBe(true);
    expect(files.some((file) => file.endsWith('/run-before-backup'))).toBe(true);
  });

  it.each([
    ['BUN_BE_BUN', '1'],
    ['BUN_OPTIONS', '--preload=SCRATCH/preload.js'],
    ['BUN_INSPECT', 'unix://SCRATCH/inspect'],
    ['BUN_INSPECT_CONNECT_TO', 'unix://SCRATCH/inspect'],
    ['BUN_JSC_noSuchOption', '1'],
    ['BUN_JSC_dumpOptions', '1'],
    ['BUN_JSC_forceRAMSize', '1'],
    ['BUN_CONFIG_VERBOSE_FETCH', '1'],
    ['NODE_OPTIONS', '--require=SCRATCH/preload.js'],
    ['NODE_OPTIONS', '--no-such-option'],
    ['NODE_V8_COVERAGE', 'SCRATCH/mark'],
    ['NODE_DEBUG', 'module,fs,child_process'],
    ['NODE_CHANNEL_FD', '1'],
    ['NODE_PENDING_DEPRECATION', '1'],
    ['UV_THREADPOOL_SIZE', '0'],
    ['GLIBC_TUNABLES', 'glibc.malloc.check=3'],
    ['TMPDIR', '/no/such/folder'],
    ['TZ', 'Asia/Tokyo'],
    ['LC_ALL', 'tr_TR.UTF-8'],
    ['HOME', 'SCRATCH/home'],
    ['XDG_CONFIG_HOME', 'SCRATCH/home'],
    ['ENV', 'SCRATCH/preload.sh'],
    ['BACKUP_INTEGRATOR_SITE_PLUGIN', '1'],
    ['IFS', '/'],
    ['name', 'JUJU_'],
    ['line', 'x\nexport PATH=/none\nexport JUJU_UNIT_NAME=other/1'],
    [
      'JUJU_CHARM_HTTP_PROXY',
      "a'b\nexport PATH=/none\n$(touch SCRATCH/mark) `touch SCRATCH/mark` *",
    ],
  ])('does the same with %s=%s', (name, value) => {
    const home = path.join(scratch, 'home');
    fs.mkdirSync(home, { recursive: true });
    for (const file of ['bunfig.toml', '.bunfig.toml']) {
      fs.writeFileSync(path.join(home, file), `preload = ["${scratch}/preload.js"]\n`);
    }
    fs.writeFileSync(path.join(scratch, 'preload.sh'), `touch '${mark}'\n`);
    expect(hook({ [name]: value.replaceAll('SCRATCH', scratch) })).toEqual(usual);
  });

  it('does the same with other files in its folder', () => {
    const files = {
      '.env': 'JUJU_UNIT_NAME=from-dotenv/0\nBUN_OPTIONS=--preload=./preload.js\n',
      '.env.local': 'JUJU_UNIT_NAME=from-dotenv/0\n',
      '.env.production': 'JUJU_UNIT_NAME=from-dotenv/0\n',
      'bunfig.toml': 'preload = ["./preload.js"]\n',
      '.bunfig.toml': 'preload = ["./preload.js"]\n',
      'preload.js': intruder(mark),
      'index.js': intruder(mark),
      'package.json':
        '{"type": "module", "main": "./preload.js", "imports": {"#a": "./preload.js"}}',
      'tsconfig.json':
        '{"compilerOptions": {"paths": {"node:fs": ["./preload.js"], "*": ["./preload.js"]}}}',
      'jsconfig.json': '{"compilerOptions": {"baseUrl": "."}}',
      'node.config.json': '{"nodeOptions": {"import": ["./preload.js"]}}',
      '.npmrc': 'node-options=--require=./preload.js\n',
      '.noderc': '--require=./preload.js\n',
      'bun.lock': '{}',
      'node_modules/fs/index.js': intruder(mark),
      'node_modules/yaml/index.js': intruder(mark),
    };
    const before = new Set(fs.readdirSync(charm));
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(charm, name)), { recursive: true });
      fs.writeFileSync(path.join(charm, name), text);
    }
    try {
      expect(hook()).toEqual(usual);
    } finally {
      for (const name of fs.readdirSync(charm)) {
        if (!before.has(name)) fs.rmSync(path.join(charm, name), { recursive: true });
      }
    }
  });
});
