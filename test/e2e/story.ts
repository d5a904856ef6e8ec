import fs from 'node:fs';
import path from 'node:path';
import { readCharmcraft } from '../../charm/project/charmcraft.ts';
import { Deployment, type FrontEnd, type HookResult, type Unit } from '../../src/testing/index.ts';

const metadata = readCharmcraft(fs.readFileSync('charm/charmcraft.yaml', 'utf8'));

/** A deployment's life. Returns what can be seen after each step: the same for every way to run the charm. */
export async function story(frontEnd: FrontEnd, units = 3) {
  await using juju = new Deployment({ metadata, frontEnd });
  const seen = [view(juju, await juju.deploy(units))];
  const see = async (step: Promise<HookResult[]>) => seen.push(view(juju, await step));
  for (const unit of juju.units) layOut(unit);

  await see(juju.integrate('bacula-fd'));
  await see(
    juju.configure({
      fileset: '/srv/*/data\n/etc/app.conf,/srv/{a,b}/data/ö-😀',
      'run-before-backup': '#!/bin/sh\necho "dump 😀"\n',
      'run-after-restore': `#!/bin/sh\n${'# padding\n'.repeat(20_000)}`,
    }),
  );
  await see(juju.updateStatus());
  await see(juju.configure({ fileset: 'relative,/has space,/srv/no-*-match' }));
  await see(juju.configure({ fileset: '/etc/app.conf,/not/there', strict: true }));
  await see(juju.configure({ fileset: '/etc/app.conf,/not/there', strict: false }));
  await see(juju.setLeader(`backup-integrator/${units - 1}`));
  await see(juju.configure({ 'run-before-backup': undefined }));
  await see(juju.removeUnit('backup-integrator/0'));
  return seen;
}

/** What lies on the machines, the same on each. */
function layOut({ root }: Unit): void {
  for (const name of ['srv/a/data/ö-😀', 'srv/b/data/ö-😀', 'etc/app.conf']) {
    fs.mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), name);
  }
}

function view(juju: Deployment, results: readonly HookResult[]) {
  const leader = juju.leader;
  return {
    leader,
    databags: juju.relationIds().map((id) => juju.databag(id)),
    units: juju.units.map((unit) => ({
      name: unit.name,
      status: unit.status,
      files: filesBelow(path.join(unit.root, 'opt')),
      exits: exitsOf(results.filter((result) => result.unit === unit.name)),
    })),
  };
}

/** How each kind of hook ended. Machines run at the same time, so the order of peers' events, and their number, is by chance. */
function exitsOf(results: readonly HookResult[]): string[] {
  const exits = results.map(({ event, code, signal, isCommitted }) =>
    [event, code ?? signal, isCommitted ? 'committed' : 'discarded'].join(' '),
  );
  return [...new Set(exits)].sort();
}

function filesBelow(folder: string) {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => {
    const stats = fs.lstatSync(path.join(folder, name));
    const content = stats.isFile() ? fs.readFileSync(path.join(folder, name), 'utf8') : undefined;
    return { name, mode: (stats.mode & 0o7777).toString(8), content };
  });
}
