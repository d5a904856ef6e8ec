import fs from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Deployment } from '../../src/testing/index.ts';
import { lay, model } from '../support/deployment.ts';

/** Every way in which the charm asks a disk for something, or changes it. */
const calls = [
  'openSync',
  'readFileSync',
  'readdirSync',
  'lstatSync',
  'statSync',
  'realpathSync',
  'mkdirSync',
  'writeSync',
  'writeFileSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
] as const;

const readlink = fs.readlinkSync;

/** What was asked from now on: `<call> <path>`, with the path on the unit's disk, and how often. */
function asked(juju: Deployment, unit: string): Map<string, number> {
  const { root } = juju.unit(unit);
  const seen = new Map<string, number>();
  for (const call of calls) {
    const real = fs[call];
    const spy = vi.spyOn(fs, call);
    Reflect.apply(spy.mockImplementation, spy, [
      (...args: unknown[]) => {
        const what = `${call} ${shown(args[0], root)}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
        return Reflect.apply(real, fs, args);
      },
    ]);
    onTestFinished(() => spy.mockRestore());
  }
  return seen;
}

function shown(file: unknown, root: string): string {
  if (typeof file === 'number') return 'what is open';
  const path = String(file)
    .replace(/^\/proc\/self\/fd\/\d+/, (descriptor) => readlink(descriptor))
    .replace(/^(\/proc\/self\/fdinfo\/)\d+/, '$1N');
  return path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}

/** A deployment in which nothing is left to do. */
async function atRest(fileset: string): Promise<Deployment> {
  const juju = model();
  await juju.deploy(2);
  lay(juju, ...fileset.split(','));
  await juju.configure({ fileset, 'run-before-backup': '#!/bin/sh\n' });
  await juju.integrate('bacula-fd');
  await juju.updateStatus();
  return juju;
}

const base = '/opt/backup-integrator-charm';
const scripts = [
  'run-before-backup',
  'run-after-backup',
  'run-before-restore',
  'run-after-restore',
];

describe.each([
  ['the leader', 'backup-integrator/0', 0],
  ['another unit', 'backup-integrator/1', 1],
])('an event of %s with nothing to do', (_, unit, number) => {
  it('asks the disk for this and nothing else, and changes nothing', async () => {
    const juju = await atRest('/etc/app/,/srv/a');
    const seen = asked(juju, unit);
    await juju.updateStatus(unit);
    expect(Object.fromEntries(seen)).toEqual({
      'lstatSync /etc/app': 1,
      'lstatSync /srv/a': 1,
      'lstatSync /etc': 1,
      'lstatSync /srv': 1,
      'statSync /bin/sh': 1,
      'readFileSync /proc/self/mountinfo': 1,
      // What the unit remembers, and whether another one is on the machine.
      [`openSync ${base}/state`]: 1,
      [`openSync ${base}/state/backup-integrator`]: 1,
      [`readdirSync ${base}/state/backup-integrator`]: 1,
      [`lstatSync ${base}/state/backup-integrator/${number}.json`]: 1,
      [`openSync ${base}/state/backup-integrator/${number}.json`]: 1,
      // The script files.
      [`openSync ${base}/scripts`]: 2,
      [`openSync ${base}/scripts/backup-integrator`]: 2,
      [`readdirSync ${base}/scripts/backup-integrator`]: 1,
      ...Object.fromEntries(
        scripts.flatMap((name) => [
          [`lstatSync ${base}/scripts/backup-integrator/${name}`, 1],
          [`openSync ${base}/scripts/backup-integrator/${name}`, 1],
        ]),
      ),
      'readFileSync what is open': 1 + scripts.length,
      // How backups went.
      [`lstatSync ${base}/runs`]: 1,
      // What charms before this one have left.
      [`readdirSync ${base}`]: 1,
      [`lstatSync ${base}/units`]: 1,
      [`lstatSync ${base}/contributions`]: 1,
      // The way to each of these, and whether something is mounted on it.
      'openSync /opt': 5,
      [`openSync ${base}`]: 5,
      'readFileSync /proc/self/fdinfo/N': 9,
    });
  });
});

it.each([10, 100, 1000])('%d paths in one folder are looked at once each', async (count) => {
  const paths = Array.from({ length: count }, (_, index) => `/srv/data/${index}`);
  const juju = await atRest(paths.join(','));
  const seen = asked(juju, 'backup-integrator/0');
  await juju.updateStatus('backup-integrator/0');
  const ofPaths = [...seen].filter(([what]) => what.includes('/srv'));
  expect(ofPaths).toHaveLength(count + 2);
  expect(new Set(ofPaths.map(([, times]) => times))).toEqual(new Set([1]));
});
