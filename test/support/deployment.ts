import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  asProcesses,
  Deployment,
  type FrontEnd,
  type HookResult,
  inProcess,
  type JujuVersion,
  type Metadata,
} from '../../src/testing/index.ts';
import { charm, metadata, sitePlugins, standardCharmDir } from './standard.ts';

export { metadata };

const packed = process.env['CHARM_DIR'];
const asBuilt = () => asProcesses({ charmDir: packed ?? standardCharmDir });

/**
 * The source in this process, and the built charm as Juju starts it: what holds for one holds for the other.
 * With CHARM_DIR, only the unpacked charm that it names.
 */
export const frontEnds: readonly (readonly [string, () => FrontEnd])[] = [
  ...(packed === undefined
    ? [['in process', () => inProcess(charm, { sitePlugins })] as const]
    : []),
  ['as processes', asBuilt],
];

/** A model with the charm in it, or with another one that has other metadata, closed when the test is over. */
export function model(
  frontEnd: FrontEnd = inProcess(charm, { sitePlugins }),
  juju: JujuVersion = '3.6',
  of: Metadata = metadata,
): Deployment {
  const deployment = new Deployment({ metadata: of, frontEnd, juju });
  onTestFinished(() => deployment.close());
  return deployment;
}

/** Puts files on the disk of every machine of the deployment. A path that ends in `/` is a folder. */
export function lay(deployment: Deployment, ...paths: readonly string[]): void {
  for (const { root } of deployment.units) {
    for (const path of paths) {
      const real = join(root, path);
      mkdirSync(path.endsWith('/') ? real : dirname(real), { recursive: true });
      if (!path.endsWith('/')) writeFileSync(real, '');
    }
  }
}

/** Where the charm keeps its script files. */
export const scriptsFolder = '/opt/backup-integrator-charm/scripts/backup-integrator';

/** What stands in the place of a script that is not set, once another is. */
export const nothing = '700 #!/bin/sh\n# This script is not set.\nexit 0\n';

/** The files in the scripts' folder on a unit's disk: `<mode> <content>` by name. */
export function filesOn(deployment: Deployment, unit: string): Record<string, string> {
  const folder = join(deployment.unit(unit).root, scriptsFolder);
  return Object.fromEntries(listed(folder).map((name) => [name, describeFile(join(folder, name))]));
}

/** The same, without those that do nothing. */
export function scriptsOn(deployment: Deployment, unit: string): Record<string, string> {
  const files = Object.entries(filesOn(deployment, unit));
  return Object.fromEntries(files.filter(([, file]) => file !== nothing));
}

/** The names in a folder; none where there is no folder. */
export function listed(folder: string): string[] {
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}

function describeFile(file: string): string {
  return `${(lstatSync(file).mode & 0o7777).toString(8)} ${readFileSync(file, 'utf8')}`;
}

/** Every unit's status, by its name. */
export function statuses(deployment: Deployment): Record<string, string> {
  return Object.fromEntries(
    deployment.units.map(({ name, status }) => [name, `${status.status}: ${status.message}`]),
  );
}

/** The calls of hook tools by which a hook changes something. */
export function writes(results: readonly HookResult[]): string[] {
  return results
    .flatMap((result) => result.calls)
    .map((call) => call.argv.join(' '))
    .filter((call) => /^(relation-set|status-set|juju-log)/.test(call));
}
