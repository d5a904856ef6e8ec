import type { Charm } from '../../../src/core/charm.ts';
import { observedEvents } from '../../../src/core/juju/event.ts';
import type { Deployment, Metadata } from '../../../src/testing/index.ts';
import { type Ran, toolsOf, watchedModel } from '../model/watched-model.ts';
import { table } from '../table.ts';

const fileset = '/srv/data';
const more = '/srv/more';
const script = '#!/bin/sh\nexit 0\n';

/** Something that happens to an application. */
interface Chapter {
  readonly title: string;
  readonly about: string;
  run(juju: Deployment): Promise<unknown>;
}

const life: readonly Chapter[] = [
  {
    title: 'Deploy two units, with a config',
    about: 'As with `juju deploy --config`, next to two units of a principal.',
    run: async (juju) => {
      await juju.configure({ fileset, 'run-before-backup': script });
      await juju.deploy(2);
    },
  },
  {
    title: 'Integrate the provider',
    about: 'One unit of it is on the machine of each unit.',
    run: async (juju) => {
      for (const unit of juju.units) juju.placeRemote(providerOf(unit), unit.machine);
      await juju.integrate('bacula-fd', 'backup', 2);
    },
  },
  {
    title: 'Nothing new',
    about: 'What an event costs a charm at rest.',
    run: async (juju) => {
      for (const event of ['update-status', 'config-changed', 'start', 'secret-changed']) {
        await juju.fire(event);
      }
    },
  },
  {
    title: 'Edit a script',
    about:
      'The databag stays, as the path of the script does. The word of the leader is another one.',
    run: (juju) => juju.configure({ 'run-before-backup': `${script}# Edited.\n` }),
  },
  {
    title: 'Edit the fileset, with a mistake',
    about: 'The config is held back on all units. The last good one stays.',
    run: (juju) => juju.configure({ fileset: 'srv/data' }),
  },
  {
    title: 'Correct the mistake, and add a path',
    about: 'The databag, the word and the statuses are written.',
    run: (juju) => juju.configure({ fileset: `${fileset},${more}` }),
  },
  {
    title: 'Use a glob',
    about:
      'Each unit tells the leader what it matches there, and the leader reads what all others say.',
    run: (juju) => juju.configure({ fileset: '/srv/*' }),
  },
  {
    title: 'Nothing new, with a glob',
    about: 'On the leader, a glob costs a call for each other unit at every event.',
    run: (juju) => juju.updateStatus(),
  },
  {
    title: 'Use no glob again',
    about: 'What the units have told the leader is taken back.',
    run: (juju) => juju.configure({ fileset }),
  },
  {
    title: 'Add a unit',
    about:
      'With a unit of the provider on its machine. The others learn of it by the peer relation.',
    run: async (juju) => {
      await juju.addUnit();
      const [id = ''] = juju.relationIds();
      const unit = juju.unit(`${juju.application}/2`);
      juju.placeRemote(providerOf(unit), unit.machine);
      await juju.addRemoteUnit(id);
    },
  },
  {
    title: 'Change the leader',
    about: 'A new leader reads what was published, and corrects it where it differs.',
    run: (juju) => juju.setLeader(`${juju.application}/1`),
  },
  {
    title: 'Ask it',
    about: 'The actions that change nothing, on the leader and on another unit.',
    run: async (juju) => {
      for (const action of ['check', 'show-spec']) {
        for (const number of [1, 0]) await juju.runAction(`${juju.application}/${number}`, action);
      }
    },
  },
  {
    title: 'Refresh',
    about: 'To a version of the charm that makes the same of the config.',
    run: (juju) => juju.upgrade(),
  },
  {
    title: 'Remove a unit',
    about: 'It leaves its relations, then stops and goes. The others only learn that it has gone.',
    run: (juju) => juju.removeUnit(`${juju.application}/2`),
  },
  {
    title: 'Remove the relation',
    about: 'The unit that has no provider any more waits for one.',
    run: async (juju) => {
      const [id = ''] = juju.relationIds();
      await juju.removeRelation(id);
    },
  },
];

/** `docs/reference/hook-tool-calls.md`, by running the charm in the model of Juju. */
export async function hookToolCallsPage(charm: Charm, metadata: Metadata): Promise<string> {
  const { juju, news } = watchedModel(charm, metadata, [fileset, more]);
  await using _ = juju;
  const known = [...observedEvents, ...charm.actions.keys()];
  const sections: string[] = [];
  for (const { title, about, run } of life) {
    await run(juju);
    const observed = news().filter(({ event }) => known.includes(event));
    sections.push(`## ${title}\n\n${about}\n\n${callsTable(observed)}\n`);
  }
  return `# Hook tools by event

A hook tool is a program of Juju's that a hook starts, and waits for what Juju's agent answers. This page
is made by running the charm in a model of Juju 3.6: one application, from its deployment to the end of its relation. Each
event has the number of calls, and the tools in the order of their first calls. Where an event came several times, or to
several units, \`then\` stands between what differs.

A charm at rest writes nothing: see [nothing new](#nothing-new). What is not observed calls nothing, as it ends in
\`dispatch\`. Observed are actions and these events:

${observedEvents.map((event) => `- \`${event}\``).join('\n')}

${sections.join('\n')}`;
}

/** It is a subordinate of the same principal, so its units have the same numbers. */
function providerOf({ name }: { readonly name: string }): string {
  return `bacula-fd/${name.split('/')[1]}`;
}

/** A row for each event, in the order in which they first ran. */
function callsTable(ran: readonly Ran[]): string {
  const rows = [...Map.groupBy(ran, ({ event }) => event)].map(([event, all]) => [
    `\`${event}\``,
    cell(all.filter(({ isLeader }) => isLeader)),
    cell(all.filter(({ isLeader }) => !isLeader)),
  ]);
  return table(['event', 'on the leader', 'on another unit'], rows);
}

function cell(ran: readonly Ran[]): string {
  return [...new Set(ran.map(toolsOf))].join('; then ');
}
