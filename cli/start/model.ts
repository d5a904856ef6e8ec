import path from 'node:path';
import type { ConfigFile } from '../../src/check/config/config-file.ts';
import { reasonOf } from '../../src/check/user-error.ts';
import { nearest } from '../../src/core/validators/nearest.ts';
import { asProcesses, Deployment, type Metadata } from '../../src/testing/index.ts';
import { onMachines } from './machine/machine.ts';
import type { Tour } from './tour.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** A charm that can be started, and what Juju has to know of it. */
export interface BuiltCharm {
  readonly charmDir: string;
  readonly metadata: Metadata;
}

/**
 * A Juju model with the built charm's config set, and no unit yet.
 *
 * @param assumed - takes the paths that are only assumed to exist on the machines
 * @throws UserError, in Juju's words, for an unknown option or a value of the wrong type
 */
export async function openModel(
  { charmDir, metadata }: BuiltCharm,
  { config, machine, sitePlugins }: Tour,
  assumed: Set<string>,
): Promise<Deployment> {
  const juju = new Deployment({
    metadata,
    frontEnd: onMachines(asProcesses({ charmDir }), machine, assumed),
    application: config.application,
  });
  try {
    await configure(juju, metadata, config);
    if (sitePlugins !== undefined) juju.attachResource('site-plugins', sitePlugins.file);
    return juju;
  } catch (error) {
    await juju.close();
    throw error;
  }
}

/** One option after the other, so that the line of a wrong one can be named. */
async function configure(juju: Deployment, metadata: Metadata, config: ConfigFile): Promise<void> {
  const known = Object.keys(metadata.config?.options ?? {});
  for (const [option, value] of Object.entries(config.options)) {
    try {
      await juju.configure({ [option]: value });
    } catch (error) {
      const hint = known.includes(option) ? '' : ` (${meant(option, known)})`;
      throw config.failure(option, reasonOf(error) + hint);
    }
  }
}

function meant(option: string, known: readonly string[]): string {
  const near = nearest(option, known);
  return near === undefined ? `the charm has ${known.join(', ')}` : `did you mean ${near}?`;
}
