import { Enums, Models } from '@cyclonedx/cyclonedx-library';

/** What Bun contains under a licence of its own, as licences/bun/NOTICE.md tells. Which version is known to Bun alone. */
const libraries = [
  { name: 'JavaScriptCore', licence: 'GNU LGPL, version 2' },
  { name: 'TinyCC', licence: 'GNU LGPL, version 2.1' },
];

/** Adds to the component of Bun what its package.json does not say. */
export function bunContents(bun: Models.Component): void {
  for (const { name, licence } of libraries) {
    bun.components.add(
      new Models.Component(Enums.ComponentType.Library, name, {
        bomRef: `${bun.bomRef.value}#${name}`,
        licenses: new Models.LicenseRepository([new Models.NamedLicense(licence)]),
      }),
    );
  }
  bun.externalReferences.add(
    new Models.ExternalReference(
      `https://github.com/oven-sh/bun/blob/bun-v${bun.version}/LICENSE.md`,
      Enums.ExternalReferenceType.License,
      { comment: 'The other libraries in Bun, with their licences.' },
    ),
  );
}
