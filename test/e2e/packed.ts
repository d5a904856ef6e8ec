import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Runtime } from '../../charm/contents/program.ts';
import { unzipCharm } from '../../charm/files/archive.ts';
import { replaceFolder } from '../../charm/files/folder.ts';
import { packCharms } from '../../charm/pack-charms.ts';
import type { Architecture } from '../../charm/project/charmcraft.ts';

/** Packs a charm and unpacks it as Juju does. Everything is below the folder, which the caller removes. */
export async function packedCharm(runtime: Runtime, architecture: Architecture) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'packed-'));
  const [packed] = await packCharms({
    runtime,
    architectures: [architecture],
    folder,
    progress: () => {},
  });
  if (packed === undefined) throw new Error('nothing was packed');
  const charmDir = path.join(folder, 'charm');
  replaceFolder(charmDir, await unzipCharm(fs.readFileSync(packed.file)));
  return { folder, file: packed.file, charmDir };
}
