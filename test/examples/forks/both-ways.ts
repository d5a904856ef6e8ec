import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Charm } from '../../../src/core/charm.ts';
import { asProcesses, type Deployment, inProcess } from '../../../src/testing/index.ts';
import { model } from '../../support/deployment.ts';
import { forkOf, metadataOf, runIn } from '../../support/fork.ts';

/** The charm of an example from source, and as a fork builds it: what holds for one holds for the other. */
export function bothWays(
  example: string,
  charm: Charm,
  define: (open: () => Deployment) => void,
): void {
  const metadata = metadataOf(example);

  describe(`${example}, in process`, () => {
    define(() => model(inProcess(charm), '3.6', metadata));
  });

  describe(`${example}, built as a fork`, () => {
    let fork = '';
    beforeAll(() => {
      fork = forkOf(example);
      runIn(fork, 'charm/build.ts');
    });
    afterAll(() => rmSync(fork, { recursive: true, force: true }));
    define(() => {
      const charmDir = join(fork, 'build/charm');
      return model(asProcesses({ charmDir }), '3.6', metadata);
    });
  });
}

/** The databag that the leader publishes to a new provider. */
export async function databagFor(juju: Deployment, provider = 'bacula-fd') {
  await juju.integrate(provider);
  const id = juju.relationIds().at(-1) ?? '';
  return juju.databag(id);
}
