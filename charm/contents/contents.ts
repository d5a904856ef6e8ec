import fs from 'node:fs';
import path from 'node:path';
import { type CharmFile, plainFile } from '../files/charm-file.ts';
import type { Architecture } from '../project/charmcraft.ts';
import { charmcraftOf, charmIdentity, ownProject, type Project } from '../project/project.ts';
import { licencesIn } from './licences.ts';
import { metadataFiles } from './metadata.ts';
import { type Program, partsOf } from './program.ts';

/** All files of the charm, sorted by path. */
export async function charmContents(
  program: Program,
  architecture: Architecture,
  project = ownProject,
): Promise<CharmFile[]> {
  // Its library takes as long to load as all the rest, and most commands write no charm.
  const { sbomFile } = await import('./sbom/sbom.ts');
  const metadata = metadataFiles(charmcraftOf(project), architecture);
  const files = [
    ...program.files,
    ...[...metadata].map(([name, text]) => plainFile(name, text)),
    // Juju shows it as the charm's version.
    plainFile('version', `${charmIdentity(project).version}\n`),
    plainFile('icon.svg', fs.readFileSync(iconOf(project))),
    ...['LICENSE', 'README.md'].flatMap((name) => {
      const file = path.join(project.folder, name);
      return fs.existsSync(file) ? [plainFile(name, fs.readFileSync(file))] : [];
    }),
    ...licencesIn(partsOf(program)),
    sbomFile(program, project),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The project's own, or else the one that comes with these plugins. */
function iconOf({ folder, charmcraft }: Project): string {
  const own = path.join(folder, path.dirname(charmcraft), 'icon.svg');
  return fs.existsSync(own) ? own : path.join(import.meta.dirname, '../icon.svg');
}
