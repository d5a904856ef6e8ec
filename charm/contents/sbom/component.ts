import fs from 'node:fs';
import path from 'node:path';
import { Contrib, Enums, Models } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import parseExpression from 'spdx-expression-parse';
import { z } from 'zod';
import type { LockedPackages } from '../../project/npm-package.ts';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().exactOptional(),
});

/**
 * An npm package, by its folder: name, version, licence, and the hash of its tarball where a lock file has it.
 *
 * @param pinned - what the lock files say, by the place of the package
 */
export function packageComponent(
  type: Enums.ComponentType,
  folder: string,
  pinned: LockedPackages,
): Models.Component {
  const text = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
  const { name, version, license } = packageSchema.parse(JSON.parse(text));
  const [scope, bare = name] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = new PackageURL('npm', scope, bare, version, undefined, undefined).toString();
  return new Models.Component(type, bare, {
    ...(scope !== undefined && { group: scope }),
    bomRef: purl,
    purl,
    version,
    licenses: licencesOf(license),
    hashes: hashesOf(pinned[folder.slice(folder.indexOf('/node_modules/') + 1)], version),
  });
}

const factory = new Contrib.License.Factories.LicenseFactory(parseExpression);

/** A licence as package.json says it: by its SPDX name, as an expression, or in words of its own. */
export function licencesOf(licence: string | undefined): Models.LicenseRepository {
  return new Models.LicenseRepository(
    licence === undefined ? [] : [factory.makeFromString(licence)],
  );
}

function hashesOf(
  pinned: LockedPackages[string] | undefined,
  version: string,
): Models.HashDictionary {
  const digest = /^sha512-(?<digest>\S+)$/.exec(pinned?.integrity ?? '')?.groups?.['digest'];
  if (digest === undefined || pinned?.version !== version) return new Models.HashDictionary();
  const hex = Buffer.from(digest, 'base64').toString('hex');
  return new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], hex]]);
}
