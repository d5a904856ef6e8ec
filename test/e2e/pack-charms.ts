import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import type { Runtime } from '../../charm/contents/program.ts';
import { unzipCharm } from '../../charm/files/archive.ts';
import { replaceFolder } from '../../charm/files/folder.ts';
import { ownArchitecture } from '../../charm/project/charmcraft.ts';
import { charmIdentity } from '../../charm/project/project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What `npm run pack` printed, without arguments but for where to. */
    printedByPack: { readonly stdout: string; readonly stderr: string };
  }
}

/** Where `npm run pack` has left its files. To pack takes long, so that all tests use these. */
export const distOf = (runtime: Runtime) => path.resolve('build/packed', runtime, 'dist');

/** The name of the file of the charm on Bun. */
export function charmFileOf(architecture: string): string {
  const { name, version } = charmIdentity();
  return `${name}_${version}_${architecture}.charm`;
}

/** Where the charm for this machine is unpacked as Juju does. */
export const charmDirOf = (runtime: Runtime) => path.resolve('build/packed', runtime, 'charm');

/** Packs the charm for both architectures on Bun, and for this machine's on Node. */
export async function setup({ provide }: TestProject): Promise<void> {
  const [printed] = await Promise.all([pack('bun'), pack('node', '--arch', ownArchitecture)]);
  provide('printedByPack', printed);
}

async function pack(runtime: Runtime, ...args: readonly string[]) {
  const dist = distOf(runtime);
  fs.rmSync(dist, { recursive: true, force: true });
  const script = ['charm/pack.ts', '--runtime', runtime, '--out', dist];
  const printed = await promisify(execFile)(process.execPath, [...script, ...args]);
  const isOwn = (name: string) => name.endsWith(`_${ownArchitecture}.charm`);
  const [file = ''] = fs.readdirSync(dist).filter(isOwn);
  replaceFolder(charmDirOf(runtime), await unzipCharm(fs.readFileSync(path.join(dist, file))));
  return printed;
}
