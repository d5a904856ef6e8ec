import path from 'node:path';
import { asProcesses, Deployment, type Metadata } from '../../src/testing/index.ts';
import type { ConfigFile } from './config-file.ts';
import { UserError } from './user-error.ts';
import { besideWorkload } from './workload.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** A charm that can be started, and what Juju has to know of it. */
export interface BuiltCharm {
  readonly charmDir: string;
  readonly metadata: Metadata;
}

/**
 * A Juju model with the built charm's config set, and no unit yet.
 *
 * @param paths - absolute paths that every machine has
 * @throws UserError, in Juju's words, for an unknown option or a value of the wrong type
 */
export async function openModel(
  { charmDir, metadata }: BuiltCharm,
  { file, application, options }: ConfigFile,
  paths: readonly string[],
): Promise<Deployment> {
  const juju = new Deployment({
    metadata,
    frontEnd: besideWorkload(asProcesses({ charmDir }), paths),
    application,
  });
  try {
    await juju.configure(options);
    return juju;
  } catch (error) {
    await juju.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file}: ${reason}`, 1);
  }
}
