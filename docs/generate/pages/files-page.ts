import type { Charm } from '../../../src/core/charm.ts';
import { managedBase } from '../../../src/core/unit/files/managed-tree.ts';
import type { ConfigChanges, Deployment, Metadata } from '../../../src/testing/index.ts';
import { filesOnDisk } from '../model/files-on-disk.ts';
import { watchedModel } from '../model/watched-model.ts';
import { table } from '../table.ts';

const fileset = '/srv/data';
const metricsFolder = '/var/lib/prometheus/node-exporter';
const metricsFile = `${metricsFolder}/backup-integrator.prom`;
const secret = 'secret:9m4e2mr0ui3e8a215n4g';
const script = '#!/bin/sh\nexit 0\n';

const scripts = {
  'run-before-backup': script,
  'run-before-restore': script,
  'run-after-restore': script,
};

/** What is set one after the other, and then reset in the opposite order. */
const steps: readonly { readonly when: string; readonly options: ConfigChanges }[] = [
  { when: 'always', options: { fileset } },
  {
    when: 'a script is set',
    options: scripts,
  },
  { when: '`script-timeout` is set', options: { 'script-timeout': '1h' } },
  { when: '`script-environment` is set', options: { 'script-environment': secret } },
  { when: '`expect-backup-every` is set', options: { 'expect-backup-every': '26h' } },
  {
    when: '`metrics-file` is set',
    options: { 'metrics-file': metricsFile },
  },
];

/** What a path is for. Those of one kind are one row. */
interface Kind {
  readonly pattern: RegExp;
  readonly shown: string;
  readonly about: string;
}

const kinds: readonly Kind[] = [
  kind('', 'All that the charm keeps.'),
  kind('/scripts', 'The scripts of each application that has this charm on the machine.'),
  kind('/scripts/<application>', 'The files that plugins put. What no plugin puts goes.'),
  kind(
    '/scripts/<application>/run-<before or after>-backup',
    'What the provider runs: the script as it is set, [a wrapper](scripts.md#the-wrapper) of it, or one that does nothing.',
  ),
  kind('/scripts/<application>/run-<before or after>-restore', 'The same, around a restore.'),
  kind(
    '/scripts/<application>/<option>.<digest>',
    'The script that a wrapper runs, with a part of the digest of its content. So with every option that makes a wrapper.',
  ),
  kind('/scripts/<application>/environment', 'What the wrappers give their scripts: the secret.'),
  kind('/state', 'What units remember.'),
  kind('/state/<application>', 'A file for each unit of the application on the machine.'),
  kind(
    '/state/<application>/<number>.json',
    'What the unit [has read and logged](../explanation/architecture.md#the-leader-decides), and the content of its files.',
  ),
  kind('/runs', 'When scripts ran.'),
  kind(
    '/runs/<application>',
    'Where wrappers note it: a file for each script, with mode 0600. So with `metrics-file`, too.',
  ),
  kind('/runs/<application>/since', 'Since when it is noted.'),
  {
    pattern: new RegExp(`^${metricsFile}$`),
    shown: 'the path that `metrics-file` names',
    about:
      'When scripts ran, [for Prometheus](../how-to/be-told-that-backups-stopped.md). The folder is not made.',
  },
];

/** @param shown - the path below the folder of the charm, with `<…>` for what differs */
function kind(shown: string, about: string): Kind {
  const pattern = shown
    .replace('<before or after>', '(before|after)')
    .replace('<digest>', '[0-9a-f]{16}')
    .replace('<number>', '\\d+')
    .replace('.json', '\\.json')
    .replace(/<[a-z]+>/g, '[a-z-]+')
    .replace(/\+\.\[/, '+\\.[');
  return {
    pattern: new RegExp(`^${managedBase}${pattern}$`),
    shown: `\`${managedBase}${shown}\``,
    about,
  };
}

/** A path on the disk, from the first look at which it was there to the first one at which it was not any more. */
interface Life {
  readonly path: string;
  readonly is: string;
  readonly since: string;
  until?: string;
}

/** `docs/reference/files.md`, by running the charm in the model of Juju and looking at a disk after each step. */
export async function filesPage(charm: Charm, metadata: Metadata): Promise<string> {
  const { juju } = watchedModel(charm, metadata, [fileset, metricsFolder]);
  await using _ = juju;
  juju.secrets.add('scripts', { password: 'x' }, secret);
  juju.secrets.grant(secret);
  await juju.deploy([{ machine: '0' }, { machine: '0' }]);
  const [first, second] = juju.units;
  if (first === undefined || second === undefined) throw new Error('there are no units');
  const lives = new Lives(first.root);
  await juju.integrate('bacula-fd');
  for (const { when, options } of steps) {
    await publish(juju, options);
    lives.look(when);
  }
  for (const { when, options } of steps.slice(1).reverse()) {
    const reset = Object.keys(options).map((option) => [option, undefined] as const);
    await publish(juju, Object.fromEntries(reset));
    lives.look(when.replace('is set', 'is reset'));
  }
  // Once a script is set, its files stay, and those around a restore even when the units go.
  await publish(juju, scripts);
  await juju.removeUnit(second.name);
  lives.look('its unit goes');
  await juju.removeUnit(first.name);
  lives.look('the last unit of the application on the machine goes');
  return `# Files on disk

What the charm keeps on the machine of a unit. This page is made by running it in a model of Juju, and looking at the disk
after each step. All of it is root's. On the rest of the machine nothing is changed, but for what the scripts do themselves:
the charm installs nothing, and starts no service.

${table(['path', 'what', 'there when', 'goes when', 'what it is for'], lives.rows())}

The charm itself, one executable, is in the folder that Juju gives each charm.

- What stays for restores is there because a provider goes on with what it was told:
  [restore after the unit has gone](../how-to/restore.md#restore-after-the-unit-has-gone). Where no script around a restore is
  set, all of it goes.
- A file is replaced as a whole, and no link below \`${managedBase}\` is followed:
  [what may fail](../explanation/robustness.md#the-disk).
- A file that somebody has changed or removed is put back at the next event.
- The files are those of the config that is published: [the scripts](scripts.md).
- A file whose name begins with a \`.\` was not put in place, as the hook was cut off. The next event removes it.
- The folders of the Python charm, \`${managedBase}/<application>-<number>\`, go
  [a day after the refresh](../how-to/refresh-from-the-python-charm.md).
`;
}

/** Sets options, and has both units see that they are published. */
async function publish(juju: Deployment, options: ConfigChanges): Promise<void> {
  await juju.configure(options);
  await juju.updateStatus();
}

const stays = 'stays, for restores';

/** What has come and gone on a disk. */
class Lives {
  readonly #root: string;
  readonly #lives: Life[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Takes down what has come and gone since the last look. */
  look(when: string): void {
    const files = filesOnDisk(this.#root, [managedBase, metricsFile]);
    for (const life of this.#lives) {
      if (life.until === undefined && !files.has(life.path)) life.until = when;
    }
    const known = new Set(this.#lives.map(({ path }) => path));
    for (const [path, is] of files) {
      if (!known.has(path)) this.#lives.push({ path, is, since: when });
    }
  }

  /** A row for each kind of path, with what became of the first of them. */
  rows(): string[][] {
    const ofKinds = kinds.flatMap(({ pattern, shown, about }) => {
      const all = this.#lives.filter(({ path }) => pattern.test(path));
      const [first] = all;
      if (first === undefined) return [];
      const until = all.find((life) => life.until === 'its unit goes') ?? first;
      return [[shown, first.is, first.since, until.until ?? stays, about]];
    });
    const others = this.#lives.filter(
      ({ path }) => !kinds.some(({ pattern }) => pattern.test(path)),
    );
    return [
      ...ofKinds,
      ...others.map(({ path, is, since, until = stays }) => [`\`${path}\``, is, since, until, '']),
    ];
  }
}
