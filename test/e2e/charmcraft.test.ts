import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { unzipCharm } from '../../charm/files/archive.ts';
import type { CharmFile } from '../../charm/files/charm-file.ts';
import { architectures, ownArchitecture } from '../../charm/project/charmcraft.ts';
import { charmFileOf, distOf } from './pack-charms.ts';
import { has } from './tools.ts';

const needed = 'needs charmcraft: test/e2e/install-tools.sh, then put build/charmcraft/bin on PATH';

describe.skipIf(!has('charmcraft'))(`charmcraft (${needed})`, () => {
  let scratch: string;
  let ours: Map<string, CharmFile>;

  beforeAll(async () => {
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'charmcraft-'));
    ours = await read(path.join(distOf('bun'), charmFileOf(ownArchitecture)));
  });

  afterAll(() => {
    fs.rmSync(scratch, { recursive: true });
  });

  it.each(architectures)('analyze finds nothing in the charm for %s', (architecture) => {
    const args = [
      'analyze',
      '--format',
      'json',
      path.join(distOf('bun'), charmFileOf(architecture)),
    ];
    const { status, stdout } = spawnSync('charmcraft', args, { encoding: 'utf8' });
    expect(status).toBe(0);
    const results: { name: string; result: string; check_type: string }[] = JSON.parse(stdout);
    const lints = results.filter((result) => result.check_type === 'lint');
    expect(lints.filter(({ result }) => !['ok', 'nonapplicable'].includes(result))).toEqual([]);
    // Where it could not read dispatch, it would be content as well.
    expect(lints).toContainEqual(expect.objectContaining({ name: 'entrypoint', result: 'ok' }));
  });

  it('packs the same charm from the same charmcraft.yaml', async () => {
    const project = path.join(scratch, 'project');
    const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' });
    for (const file of tracked.split('\0').filter((name) => name !== '')) {
      fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
      fs.cpSync(file, path.join(project, file), { verbatimSymlinks: true });
    }
    // charmcraft packs only on the release that the platform names, and asks the distro library which one this is.
    const etc = path.join(scratch, 'etc');
    fs.mkdirSync(etc);
    fs.writeFileSync(path.join(etc, 'os-release'), 'ID=ubuntu\nVERSION_ID="24.04"\n');
    const platform = `ubuntu@24.04:${ownArchitecture}`;
    execFileSync('charmcraft', ['pack', '--destructive-mode', '--platform', platform], {
      cwd: project,
      env: { ...process.env, UNIXCONFDIR: etc },
      stdio: 'pipe',
    });
    const theirs = await read(
      path.join(project, `backup-integrator_${platform.replace(':', '-')}.charm`),
    );

    expect([...theirs.keys()].sort()).toEqual([...ours.keys()].sort());
    for (const [name, file] of theirs) {
      const own = ours.get(name);
      if (name === 'manifest.yaml') {
        expect(yamlOf(own).bases).toContainEqual(yamlOf(file).bases[0]);
      } else if (name.endsWith('.yaml')) {
        expect(yamlOf(own)).toEqual(yamlOf(file));
      } else {
        expect([name, own?.mode]).toEqual([name, file.mode]);
        expect([name, own !== undefined && Buffer.compare(own.content, file.content)]).toEqual([
          name,
          0,
        ]);
      }
    }
  });
});

async function read(file: string): Promise<Map<string, CharmFile>> {
  const files = await unzipCharm(fs.readFileSync(file));
  return new Map(files.map((each) => [each.path, each]));
}

function yamlOf(file: CharmFile | undefined) {
  return parse(Buffer.from(file?.content ?? []).toString(), { version: '1.1' });
}
