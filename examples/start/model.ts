import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { asProcesses, Deployment } from '../../src/testing/index.ts';
import type { ConfigFile } from './config-file.ts';
import { UserError } from './user-error.ts';
import { besideWorkload } from './workload.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/**
 * A Juju model with the built charm's config set, and no unit yet.
 *
 * @param paths - absolute paths that every machine has
 * @throws UserError, in Juju's words, for an unknown option or a value of the wrong type
 */
export async function openModel(
  { file, application, options }: ConfigFile,
  paths: readonly string[],
): Promise<Deployment> {
  const juju = new Deployment({
    metadata: parse(readFileSync(path.join(root, 'charm/charmcraft.yaml'), 'utf8')),
    frontEnd: besideWorkload(asProcesses({ charmDir: path.join(root, 'build/charm') }), paths),
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
