import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { type Zippable, zipSync } from 'fflate';
import type { CharmFile } from './charm-file.ts';

/** The number of Unix in a zip's "version made by": only then does Juju take the modes from it. */
const unix = 3;
const regularFile = 0o100000;

/** Zips the files. The bytes depend on nothing else. */
export function zipCharm(files: readonly CharmFile[]): Uint8Array {
  // A zip keeps local time, so this is the same in every time zone.
  const mtime = new Date(2000, 0, 1);
  const entries = files.map(({ path, mode, content }): [string, Zippable[string]] => [
    path,
    [content, { os: unix, attrs: (regularFile | mode) * 0x1_0000, mtime }],
  ]);
  return zipSync(Object.fromEntries(entries), { level: 6 });
}

/** Reads a zip with the modes that are in it, as Juju unpacks a charm. Written by another hand than the zip itself. */
export async function unzipCharm(zip: Uint8Array): Promise<CharmFile[]> {
  const reader = new ZipReader(new Uint8ArrayReader(zip), { useWebWorkers: false });
  const files: CharmFile[] = [];
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const content = await entry.getData(new Uint8ArrayWriter(), { checkSignature: true });
    const isExecutable = ((entry.unixMode ?? 0) & 0o111) === 0o111;
    files.push({ path: entry.filename, mode: isExecutable ? 0o755 : 0o644, content });
  }
  await reader.close();
  return files;
}
