import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';
import { z } from 'zod';

/** An npm package as package-lock.json pins it. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` of the package's tarball. */
  readonly integrity: string;
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().exactOptional(), integrity: z.string().exactOptional() }),
  ),
});

/** Of this project; in the npm package, what it has of it. */
export const ownLockFile = path.resolve(import.meta.dirname, '../../package-lock.json');

/** What a lock file has, by the place of each package: `node_modules/<name>`. */
export type LockedPackages = z.infer<typeof lockSchema>['packages'];

/** Empty where there is no lock file of npm's. */
export function lockedPackages(file: string): LockedPackages {
  if (!fs.existsSync(file)) return {};
  return lockSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).packages;
}

/** @throws Error when package-lock.json does not pin the package */
export function pinnedPackage(name: string): PinnedPackage {
  const entry = lockedPackages(ownLockFile)[`node_modules/${name}`];
  if (entry?.version === undefined || !entry.integrity?.startsWith('sha512-')) {
    throw new Error(`package-lock.json has no version and sha512 for ${name}: run npm install`);
  }
  return { name, version: entry.version, integrity: entry.integrity };
}

/**
 * Gets a package, for whatever machine it is, and unpacks it into `folder`. npm takes it from its cache if it can.
 *
 * @returns the folder of the package
 * @throws Error when npm cannot get it, or its bytes are not the pinned ones; then nothing is unpacked
 */
export async function fetchPackage(pinned: PinnedPackage, folder: string): Promise<string> {
  const spec = `${pinned.name}@${pinned.version}`;
  const downloads = fs.mkdtempSync(path.join(folder, 'download-'));
  await npmPack(spec, downloads);
  const tarball = path.join(downloads, fs.readdirSync(downloads)[0] ?? '');
  const integrity = `sha512-${createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')}`;
  if (integrity !== pinned.integrity) {
    throw new Error(
      `${spec} is not what package-lock.json pins: its bytes are ${integrity}, pinned is ${pinned.integrity}. ` +
        'The registry or a cache serves another file: run npm cache clean --force and try again',
    );
  }
  const target = path.join(folder, 'node_modules', pinned.name);
  await pipeline(fs.createReadStream(tarball), createGunzip(), unpackTar(target, { strip: 1 }));
  return target;
}

async function npmPack(spec: string, folder: string): Promise<void> {
  const args = ['pack', spec, '--prefer-offline', '--ignore-scripts', '--loglevel=error'];
  try {
    await promisify(execFile)('npm', [...args, `--pack-destination=${folder}`]);
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? `${error.stderr}`.trim() : '';
    throw new Error(`npm cannot get ${spec}: check the network and the registry\n${said}`);
  }
}
