import type { Protected } from './configuration.ts';
import { readAsProvider } from './databag.ts';
import type { Site } from './site.ts';
import type { Suite } from './suite.ts';

/** The resource names of a unit. The charm's own application stands next to one that is called `app`. */
export const clientName = (unit: string) =>
  unit.replace(/^backup-integrator(?=\/)/, 'app').replace('/', '-');

/** Starts a file daemon next to each unit that has none yet, and gives the director what the databag asks for. */
export async function provide(suite: Suite, site: Site): Promise<Protected[]> {
  const spec = readAsProvider(site.databag());
  const units = site.juju.units.map((unit, index): Protected => {
    const name = clientName(unit.name);
    return { name, client: name, lane: index % suite.lanes, spec };
  });
  for (const unit of site.juju.units) {
    const name = clientName(unit.name);
    if (!suite.hasClient(name)) await suite.addClient(name, site.machine(unit));
  }
  await suite.protect(...units);
  return units;
}
