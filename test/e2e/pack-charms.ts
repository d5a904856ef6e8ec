import fs from 'node:fs';
import path from 'node:path';
import { runtimes } from '../../charm/contents/program.ts';
import { ownArchitecture } from '../../charm/project/charmcraft.ts';
import { packedCharm } from './packed.ts';

/** Where the packed charms are unpacked, for the tests of the whole charm. */
export const charmDirOf = (runtime: string) => path.resolve('build/packed', runtime);

/** Packs the charm on each runtime, and unpacks it as Juju does. */
export async function setup(): Promise<void> {
  for (const runtime of runtimes) {
    const packed = await packedCharm(runtime, ownArchitecture);
    fs.rmSync(charmDirOf(runtime), { recursive: true, force: true });
    fs.cpSync(packed.charmDir, charmDirOf(runtime), { recursive: true });
    fs.rmSync(packed.folder, { recursive: true });
  }
}
