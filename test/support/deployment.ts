import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { charm } from '../../src/charm.ts';
import {
  asProcesses,
  Deployment,
  type FrontEnd,
  type HookResult,
  inProcess,
  type JujuVersion,
} from '../../src/testing/index.ts';

const repository = new URL('../..', import.meta.url).pathname;

/** The charm's own `charmcraft.yaml`. */
export const metadata = parse(readFileSync(join(repository, 'charm/charmcraft.yaml'), 'utf8'));

const packed = process.env['CHARM_DIR'];
const asBuilt = () => asProcesses({ charmDir: packed ?? join(repository, 'build/charm') });

/**
 * The source in this process, and the built charm as Juju starts it: what holds for one holds for the other.
 * With CHARM_DIR, only the unpacked charm that it names.
 */
export const frontEnds: readonly (readonly [string, () => FrontEnd])[] = [
  ...(packed === undefined ? [['in process', () => inProcess(charm)] as const] : []),
  ['as processes', asBuilt],
];

/** A model with the charm in it, closed when the test is over. */
export function model(
  frontEnd: FrontEnd = inProcess(charm),
  juju: JujuVersion = '3.6',
): Deployment {
  const deployment = new Deployment({ metadata, frontEnd, juju });
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

/** The script files on a unit's disk: `<mode> <content>` by name. */
export function scriptsOn(deployment: Deployment, unit: string): Record<string, string> {
  const folder = join(deployment.unit(unit).root, scriptsFolder);
  return Object.fromEntries(listed(folder).map((name) => [name, describeFile(join(folder, name))]));
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
