import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCharmcraft } from '../charm/project/charmcraft.ts';
import { charm } from '../src/charm.ts';
import { asProcesses, type FrontEnd, inProcess } from '../src/testing/index.ts';
import { model, statuses } from './support/deployment.ts';

const metadata = readCharmcraft(readFileSync('charm/charmcraft.yaml', 'utf8'));

/** What can be seen of a life with nothing configured, step by step. */
async function life(frontEnd: FrontEnd) {
  const juju = model(frontEnd, '3.6', metadata);
  const steps = [
    () => juju.deploy(2),
    () => juju.integrate('bacula-fd'),
    () => juju.updateStatus(),
    () => juju.configure({ strict: true }),
    () => juju.removeUnit(juju.leader ?? ''),
    () => juju.upgrade(),
  ];
  const seen: unknown[] = [];
  for (const step of steps) {
    const failed = (await step()).filter(({ isCommitted }) => !isCommitted);
    seen.push({
      failed,
      statuses: statuses(juju),
      databags: juju.relationIds().map((id) => juju.databag(id)),
    });
  }
  return seen;
}

it('the charm of src/charm.ts lives with its charmcraft.yaml, and as it is built', async () => {
  const inSource = await life(inProcess(charm));
  expect(inSource).toHaveLength(6);
  for (const step of inSource) expect(step).toMatchObject({ failed: [] });
  expect(await life(asProcesses({ charmDir: 'build/charm' }))).toEqual(inSource);
});
