import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchPackage, pinnedPackage } from '../../../charm/project/npm-package.ts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'npm-package-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

/** A package that npm gets from a file, without a network. */
function localPackage() {
  const source = path.join(folder, 'source');
  fs.mkdirSync(path.join(source, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(source, 'package.json'), '{"name":"thing","version":"1.0.0"}');
  fs.writeFileSync(path.join(source, 'bin', 'thing'), '#!/bin/sh\necho thing\n', { mode: 0o755 });
  execFileSync('npm', ['pack', source, '--pack-destination', folder], { stdio: 'pipe' });
  const tarball = path.join(folder, 'thing-1.0.0.tgz');
  const integrity = `sha512-${createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')}`;
  return { name: 'thing', version: `file:${tarball}`, integrity };
}

describe('pinnedPackage', () => {
  it('takes version and integrity from package-lock.json, for whatever machine the package is', () => {
    for (const name of ['@oven/bun-linux-x64-baseline', '@oven/bun-linux-aarch64']) {
      expect(pinnedPackage(name)).toEqual({
        name,
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        integrity: expect.stringMatching(/^sha512-[A-Za-z0-9+/]{86}==$/),
      });
    }
  });

  it('refuses a package that is not in package-lock.json', () => {
    expect(() => pinnedPackage('left-pad')).toThrow(
      'package-lock.json has no version and sha512 for left-pad',
    );
  });
});

describe('fetchPackage', () => {
  it('unpacks a package whose bytes are the pinned ones, with its exec bits', async () => {
    const unpacked = await fetchPackage(localPackage(), folder);
    expect(execFileSync(path.join(unpacked, 'bin', 'thing'), { encoding: 'utf8' })).toBe('thing\n');
  });

  it('refuses other bytes than the pinned ones, and unpacks nothing', async () => {
    const pinned = { ...localPackage(), integrity: `sha512-${'A'.repeat(86)}==` };
    await expect(fetchPackage(pinned, folder)).rejects.toThrow(
      /thing@file:.* is not what package-lock\.json pins/,
    );
    expect(fs.existsSync(path.join(folder, 'node_modules'))).toBe(false);
  });

  it('names the package that npm cannot get', async () => {
    // Nothing listens on the discard port, and the cache is empty.
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/');
    vi.stubEnv('npm_config_cache', path.join(folder, 'cache'));
    vi.stubEnv('npm_config_fetch_retries', '0');
    const pinned = { name: 'thing', version: '1.0.0', integrity: 'sha512-' };
    await expect(fetchPackage(pinned, folder)).rejects.toThrow(
      /npm cannot get thing@1\.0\.0: check the network and the registry\n.*ECONNREFUSED/,
    );
  });
});
