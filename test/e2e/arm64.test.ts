import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { unzipCharm } from '../../charm/files/archive.ts';
import { replaceFolder } from '../../charm/files/folder.ts';
import { charm } from '../../src/charm.ts';
import { asProcesses, inProcess } from '../../src/testing/index.ts';
import { charmFileOf, distOf } from './pack-charms.ts';
import { story } from './story.ts';
import { has } from './tools.ts';

/** Where Debian's libc6-arm64-cross puts the libraries. */
const sysroot = '/usr/aarch64-linux-gnu';
const needed = 'needs qemu-user and libc6-arm64-cross: test/e2e/install-tools.sh';

/** An event takes seconds under qemu, and a deployment of three has twice as many events. */
const units = 2;

describe.skipIf(!has('qemu-aarch64'))(`the arm64 charm (${needed})`, () => {
  it('does under qemu what the plugins do in a test', async () => {
    const charmDir = fs.mkdtempSync(path.join(os.tmpdir(), 'arm64-'));
    try {
      const file = path.join(distOf('bun'), charmFileOf('arm64'));
      replaceFolder(charmDir, await unzipCharm(fs.readFileSync(file)));
      const dispatch = path.join(charmDir, 'dispatch');
      const text = fs.readFileSync(dispatch, 'utf8');
      const emulated = text.replace(/^exec /m, `exec /usr/bin/qemu-aarch64 -L ${sysroot} `);
      expect(emulated).not.toBe(text);
      fs.writeFileSync(dispatch, emulated);
      const seen = await story(asProcesses({ charmDir }), units);
      expect(seen).toEqual(await story(inProcess(charm), units));
    } finally {
      fs.rmSync(charmDir, { recursive: true });
    }
  });
});
