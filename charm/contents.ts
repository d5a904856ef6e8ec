import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type CharmFile, plainFile } from './charm-file.ts';
import type { Architecture } from './charmcraft.ts';
import { readCharmcraft } from './charmcraft.ts';
import { licencesIn } from './licences.ts';
import { metadataFiles } from './metadata.ts';
import type { Program } from './program.ts';

const root = path.dirname(import.meta.dirname);

/** The charm's name and version. */
export function charmIdentity() {
  const { version } = packageSchema.parse(JSON.parse(read('package.json').toString()));
  return { name: readCharmcraft(read('charm/charmcraft.yaml').toString()).name, version };
}

const packageSchema = z.object({ version: z.string() });

/** All files of the charm, sorted by path. */
export function charmContents(program: Program, architecture: Architecture): CharmFile[] {
  const charmcraft = readCharmcraft(read('charm/charmcraft.yaml').toString());
  const metadata = metadataFiles(charmcraft, architecture);
  const files = [
    ...program.files,
    ...[...metadata].map(([name, text]) => plainFile(name, text)),
    // Juju shows it as the charm's version.
    plainFile('version', `${charmIdentity().version}\n`),
    plainFile('icon.svg', read('charm/icon.svg')),
    ...['LICENSE', 'README.md'].filter(isThere).map((name) => plainFile(name, read(name))),
    ...licencesIn(program.parts),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function read(file: string): Buffer {
  return fs.readFileSync(path.join(root, file));
}

function isThere(file: string): boolean {
  return fs.existsSync(path.join(root, file));
}
