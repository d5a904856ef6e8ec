import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment, FrontEnd } from '../../src/testing/index.ts';
import { lay, model, scriptsFolder } from './deployment.ts';
import { zero } from './units.ts';

/** What these scripts know of the disk that they are on: the script itself is at its published path there. */
const atRoot = `root=\${0%${scriptsFolder}/*}`;

/** A related unit with these scripts, each in sh. */
export async function scripted(
  scripts: Readonly<Record<string, string>>,
  fileset = '/srv/data,/srv/dumps',
  frontEnd?: FrontEnd,
): Promise<Deployment> {
  const deployment = model(frontEnd);
  await deployment.deploy(2);
  lay(deployment, '/srv/data/file', '/srv/dumps/');
  const bodies = Object.entries(scripts).map(([option, body]) => [
    option,
    `#!/bin/sh\n${atRoot}\n${body}\n`,
  ]);
  await deployment.configure({ fileset, ...Object.fromEntries(bodies) });
  await deployment.integrate('bacula-fd');
  return deployment;
}

/** The lines that scripts have written to `/ran` on a unit's disk; none where they never ran. */
export function ran(deployment: Deployment, unit: string = zero): string[] {
  const file = join(deployment.unit(unit).root, 'ran');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}
