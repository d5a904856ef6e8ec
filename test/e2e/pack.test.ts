import { execFileSync, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { runtimes } from '../../charm/contents/program.ts';
import { unzipCharm } from '../../charm/files/archive.ts';
import type { CharmFile } from '../../charm/files/charm-file.ts';
import { faultsOf } from '../../charm/files/check.ts';
import { architectures, ownArchitecture } from '../../charm/project/charmcraft.ts';
import { charm } from '../../src/charm.ts';
import { asProcesses, inProcess } from '../../src/testing/index.ts';
import { readFolder } from '../charm/read-folder.ts';
import { charmDirOf, charmFileOf, distOf } from './pack-charms.ts';
import { story } from './story.ts';

let scratch: string;
const dist = distOf('bun');
const charms = architectures.map(charmFileOf);

beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pack-'));
});

afterAll(() => {
  fs.rmSync(scratch, { recursive: true });
});

describe('npm run pack', () => {
  it('says what it does, and what it has written', () => {
    const { stdout, stderr } = inject('printedByPack');
    expect(stderr).toMatch(/fetching .*compiling .*packing for arm64\n$/s);
    expect(stdout.match(/\d MB\)/g)).toHaveLength(2);
  });

  it('writes one file for each architecture, and its checksum next to it', () => {
    expect(fs.readdirSync(dist).sort()).toEqual(charms.flatMap((file) => [file, `${file}.sha256`]));
    for (const file of charms) {
      execFileSync('sha256sum', ['--check', '--strict', `${file}.sha256`], { cwd: dist });
    }
  });

  it.each(architectures)('packs a charm without a fault for %s', async (architecture) => {
    const file = path.join(dist, charmFileOf(architecture));
    expect(faultsOf(await unzipCharm(fs.readFileSync(file)), architecture)).toEqual([]);
  });

  it('packs exactly what npm run build writes, which the other tests run', async () => {
    const folder = path.join(scratch, 'built');
    execFileSync(process.execPath, ['charm/build.ts', '--out', folder]);
    const file = path.join(dist, charmFileOf(ownArchitecture));
    const files = await unzipCharm(fs.readFileSync(file));
    const inOrder = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const digest = (each: CharmFile) => [each.path, each.mode, hash('sha256', each.content)];
    expect(inOrder.map(digest)).toEqual(readFolder(folder).map(digest));
  });

  it('gives the same bytes from another folder, in another time zone', () => {
    // On the disk that the project is on, so that its hundreds of megabytes of packages need no second place there.
    const copy = path.resolve('build/packed/a copy');
    fs.rmSync(copy, { recursive: true, force: true });
    onTestFinished(() => fs.rmSync(copy, { recursive: true }));
    const others = ['.git', 'build', 'dist', 'coverage', 'node_modules'];
    for (const part of fs.readdirSync('.').filter((name) => !others.includes(name))) {
      fs.cpSync(part, path.join(copy, part), { recursive: true, verbatimSymlinks: true });
    }
    fs.mkdirSync(path.join(copy, 'node_modules'));
    // What vitest keeps there comes and goes while other tests run.
    const packages = fs
      .readdirSync('node_modules')
      .filter((name) => !/^\.(?:cache|vite)/.test(name));
    const from = packages.map((name) => path.join('node_modules', name));
    execFileSync('cp', ['--archive', '--link', ...from, path.join(copy, 'node_modules')]);
    execFileSync(process.execPath, ['charm/pack.ts'], {
      cwd: copy,
      env: { ...process.env, TZ: 'Pacific/Auckland' },
      stdio: 'ignore',
    });
    for (const file of charms) {
      const [ours, theirs] = [dist, path.join(copy, 'dist')].map((folder) =>
        fs.readFileSync(path.join(folder, `${file}.sha256`), 'utf8'),
      );
      expect(theirs).toBe(ours);
    }
  });

  it('writes nothing where npm serves other bytes than the pinned ones', () => {
    const copy = path.join(scratch, 'wrong lock');
    for (const part of ['charm', 'src', 'LICENSE', 'package.json']) {
      fs.cpSync(part, path.join(copy, part), { recursive: true });
    }
    fs.symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
    const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
    lock.packages['node_modules/@oven/bun-linux-aarch64'].integrity = `sha512-${'A'.repeat(86)}==`;
    fs.writeFileSync(path.join(copy, 'package-lock.json'), JSON.stringify(lock));
    const { status, stderr } = spawnSync(process.execPath, ['charm/pack.ts'], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: @oven\/bun-linux-aarch64@\S+ is not what package-lock\.json pins/m,
    );
    expect(fs.existsSync(path.join(copy, 'dist'))).toBe(false);
  });
});

describe.each(runtimes)('the charm packed on %s', (runtime) => {
  it('does in processes what the plugins do in a test', async () => {
    const seen = await story(asProcesses({ charmDir: charmDirOf(runtime) }));
    expect(seen).toEqual(await story(inProcess(charm)));
    expect(seen.map(({ units }) => units[0]?.status.status)).toEqual([
      'blocked',
      'blocked',
      'active',
      'active',
      'blocked',
      'blocked',
      'active',
      'active',
      'active',
      'active',
    ]);
  });
});
