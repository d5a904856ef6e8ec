import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimePackages, runtimes } from '../../charm/contents/program.ts';
import { faultsOf } from '../../charm/files/check.ts';
import { replaceFolder } from '../../charm/files/folder.ts';
import { ownArchitecture } from '../../charm/project/charmcraft.ts';
import { charmIdentity } from '../../charm/project/project.ts';
import { readFolder } from './read-folder.ts';

const hasBun = fs.existsSync(path.join('node_modules', runtimePackages[ownArchitecture].bun));
const built = runtimes.filter((runtime) => runtime === 'node' || hasBun);

function build(...args: string[]) {
  return spawnSync(process.execPath, ['charm/build.ts', ...args], { encoding: 'utf8' });
}

describe.each(built)('npm run build, on %s', { timeout: 60_000 }, (runtime) => {
  let scratch: string;
  let charm: string;

  beforeAll(() => {
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'build-'));
    charm = path.join(scratch, 'charm');
    expect(build('--runtime', runtime, '--out', charm)).toMatchObject({ status: 0, stderr: '' });
  }, 60_000);

  afterAll(() => {
    fs.rmSync(scratch, { recursive: true });
  });

  interface Start {
    readonly hook?: string;
    readonly cwd?: string;
    /** How the command line names the charm's folder. */
    readonly folder?: string;
    readonly redirect?: string;
  }

  /** Starts the charm as Juju does, with the variables of the hook and no others. */
  function start({ hook = 'start', cwd = charm, folder = charm, redirect = '' }: Start = {}) {
    return spawnSync('/bin/sh', ['-c', `exec "$0/dispatch" ${redirect}`, folder], {
      cwd,
      encoding: 'utf8',
      env: { JUJU_DISPATCH_PATH: `hooks/${hook}`, PATH: '/no/hook/tools' },
    });
  }

  /** The charm's own words about an environment without a unit: none but its code can say them. */
  const started = {
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^JUJU_UNIT_NAME is "", which is not the name of a unit.*\n$/),
  };

  it('writes a charm without a fault, with its version and the licences of its packages', () => {
    const files = readFolder(charm);
    expect(faultsOf(files, ownArchitecture)).toEqual([]);
    const version = files.find((file) => file.path === 'version');
    expect(version?.content.toString()).toBe(`${charmIdentity().version}\n`);
    expect(files.map((file) => file.path)).toContain('licences/tapable/LICENSE');
  });

  it('writes an SBOM that is valid CycloneDX, and names the very packages whose licences are there', async () => {
    const text = fs.readFileSync(path.join(charm, 'sbom.cdx.json'), 'utf8');
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    expect(await validator.validate(text)).toBe(null);
    const { components }: { components: readonly { purl: string }[] } = JSON.parse(text);
    const licences = readFolder(path.join(charm, 'licences')).map(({ path: file }) =>
      path.dirname(file).replace(/^bun$/, runtimePackages[ownArchitecture].bun),
    );
    const named = components.map(({ purl }) => {
      const { namespace, name } = PackageURL.fromString(purl);
      return namespace ? `${namespace}/${name}` : name;
    });
    expect(named.toSorted()).toEqual([...new Set(licences)].sort());
  });

  it('starts with nothing on PATH and no variables but those of the hook', () => {
    expect(start({ hook: 'start' })).toMatchObject(started);
    expect(start({ hook: 'not-observed' })).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('starts from any folder, by any path', () => {
    expect(start({ cwd: '/' })).toMatchObject(started);
    expect(start({ cwd: scratch, folder: 'charm' })).toMatchObject(started);
    expect(start({ cwd: scratch, folder: './charm' })).toMatchObject(started);
    expect(start({ cwd: path.join(charm, 'licences'), folder: '..' })).toMatchObject(started);
    const env = { JUJU_DISPATCH_PATH: 'hooks/start' };
    const bare = spawnSync('/bin/sh', ['dispatch'], { cwd: charm, encoding: 'utf8', env });
    expect(bare).toMatchObject(started);
  });

  it('starts with its stdin closed', () => {
    expect(start({ redirect: '<&-' })).toMatchObject(started);
  });

  it('reads no settings from the folder that it is started in', () => {
    // Next to dispatch, since that is where Juju and dispatch itself start the program.
    const files = {
      '.env': 'JUJU_UNIT_NAME=from-dotenv/0\n',
      'bunfig.toml': 'preload = ["./preload.js"]\n',
      'preload.js': 'console.log("preloaded");\n',
    };
    for (const [name, text] of Object.entries(files))
      fs.writeFileSync(path.join(charm, name), text);
    try {
      expect(start()).toMatchObject(started);
    } finally {
      for (const name of Object.keys(files)) fs.rmSync(path.join(charm, name));
    }
  });

  it('writes nothing into its own folder', () => {
    const before = digests(charm);
    expect(start()).toMatchObject(started);
    expect(digests(charm)).toEqual(before);
  });

  it('gives the same bytes again, in another time zone', () => {
    const again = path.join(scratch, 'again');
    const env = { ...process.env, TZ: 'Asia/Tokyo' };
    const args = ['charm/build.ts', '--runtime', runtime, '--out', again];
    execFileSync(process.execPath, args, { env });
    expect(digests(again)).toEqual(digests(charm));
  });
});

/** Path, mode and SHA-256 of each file: vitest compares large buffers byte by byte, which takes a minute. */
function digests(folder: string) {
  return readFolder(folder).map(({ path: name, mode, content }) => {
    return [name, mode, createHash('sha256').update(content).digest('hex')];
  });
}

describe('npm run build', () => {
  it('replaces what was there', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'build-'));
    fs.writeFileSync(path.join(folder, 'left-over'), '');
    replaceFolder(folder, [{ path: 'licences/a', mode: 0o755, content: Buffer.from('a') }]);
    expect(readFolder(folder)).toEqual([
      { path: 'licences/a', mode: 0o755, content: Buffer.from('a') },
    ]);
    fs.rmSync(folder, { recursive: true });
  });

  it.each([
    [['--runtime', 'deno'], 'error: --runtime is "deno", but must be bun or node\n'],
    [['--output', 'x'], /^error: Unknown option '--output'/],
  ])('says what is wrong with %j, in one line', (args, message) => {
    const { status, stderr } = build(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('explains itself', () => {
    expect(build('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--out') });
  });
});
