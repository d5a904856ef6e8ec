import fs from 'node:fs';
import path from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { z } from 'zod';
import { type CharmFile, plainFile } from '../../files/charm-file.ts';
import { type LockedPackages, lockedPackages, ownLockFile } from '../../project/npm-package.ts';
import { charmcraftOf, charmIdentity, type Project } from '../../project/project.ts';
import type { Program } from '../program.ts';
import { bunContents } from './bun.ts';
import { licencesOf, packageComponent } from './component.ts';

/**
 * What is in the charm besides its own code, as CycloneDX 1.6: the runtime, and each npm package whose code is in the
 * executable. The bytes depend on nothing else, so there is neither a time nor a serial number in it.
 */
export function sbomFile(program: Program, project: Project): CharmFile {
  const charm = charmComponent(project);
  const components = componentsOf(program, project);
  for (const { bomRef } of components) charm.dependencies.add(bomRef);
  const bom = new Models.Bom({
    components: new Models.ComponentRepository(components),
    metadata: new Models.Metadata({
      lifecycles: new Models.LifecycleRepository([Enums.LifecyclePhase.Build]),
      component: charm,
    }),
  });
  // Sorting is by the locale of the machine: the order is that in which the parts were given.
  const format = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  const text = new Serialize.JsonSerializer(format).serialize(bom, { space: 2 });
  return plainFile('sbom.cdx.json', `${text}\n`);
}

function charmComponent(project: Project): Models.Component {
  const { name, version } = charmIdentity(project);
  const { license } = packageSchema.parse(
    JSON.parse(fs.readFileSync(path.join(project.folder, 'package.json'), 'utf8')),
  );
  return new Models.Component(Enums.ComponentType.Application, name, {
    bomRef: `${name}@${version}`,
    version,
    description: charmcraftOf(project).summary,
    licenses: licencesOf(license),
  });
}

const packageSchema = z.object({ license: z.string().exactOptional() });

function componentsOf({ runtime, packages }: Program, project: Project): Models.Component[] {
  const pinned: LockedPackages = {
    ...lockedPackages(ownLockFile),
    ...lockedPackages(path.join(project.folder, 'package-lock.json')),
  };
  const libraries = packages.map((folder) =>
    packageComponent(Enums.ComponentType.Library, folder, pinned),
  );
  if (runtime === undefined) return libraries;
  const platform = packageComponent(Enums.ComponentType.Platform, runtime, pinned);
  if (platform.group === '@oven') bunContents(platform);
  return [platform, ...libraries];
}
