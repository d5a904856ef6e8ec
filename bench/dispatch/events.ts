import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Deployment } from '../../src/testing/model/deployment.ts';
import { asProcesses } from '../../src/testing/process/front-end.ts';
import type { HookResult } from '../../src/testing/run/hook-run.ts';
import { writeTools } from './replay.ts';

/** An event of a charm at rest: it changes nothing, so it can be run again and again. */
export interface SteadyEvent {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The hook-tool calls that the charm makes in it. */
  readonly calls: readonly (readonly string[])[];
}

/** Lets a charm come to rest in a model, and gives what it takes to run one more event of it, of each kind. */
export async function steadyEvents(charmDir: string, scratch: string): Promise<SteadyEvent[]> {
  const environments = new Map<string, Readonly<Record<string, string>>>();
  const real = asProcesses({ charmDir });
  const frontEnd: typeof real = {
    ...real,
    run(hook) {
      environments.set(`${hook.unit} ${hook.event}`, hook.environment);
      return real.run(hook);
    },
  };
  const metadata = parse(fs.readFileSync('charm/charmcraft.yaml', 'utf8'));
  const juju = new Deployment({ metadata, frontEnd });
  const events: SteadyEvent[] = [];
  const keep = (name: string, hook: HookResult) => {
    const tools = path.join(scratch, String(events.length));
    writeTools(tools, hook);
    const root = path.join(tools, 'root');
    fs.cpSync(juju.unit(hook.unit).root, root, { recursive: true });
    const given = environments.get(`${hook.unit} ${hook.event}`);
    if (given === undefined) throw new Error(`${hook.unit} never ran ${hook.event}`);
    const environment = {
      ...given,
      PATH: `${tools}:/usr/bin:/bin`,
      BACKUP_INTEGRATOR_ROOT: root,
    };
    events.push({ name, environment, calls: hook.calls.map(({ argv }) => argv) });
  };
  const hookOf = async (event: string, isLeader: boolean) => {
    const hooks = await juju.fire(event);
    const hook = hooks.find(({ unit }) => (unit === juju.leader) === isLeader);
    if (hook === undefined) throw new Error(`no unit ran ${event}`);
    return hook;
  };
  try {
    await juju.deploy(2);
    for (const { root } of juju.units) {
      fs.mkdirSync(path.join(root, 'srv/data'), { recursive: true });
    }
    await juju.configure({ fileset: '/srv/data', 'run-before-backup': '#!/bin/sh\ndate\n' });
    await juju.integrate('bacula-fd');
    await juju.updateStatus();
    keep('an event not observed', await hookOf('collect-metrics', true));
    keep('config-changed, leader', await hookOf('config-changed', true));
    keep('config-changed, another unit', await hookOf('config-changed', false));
    keep('update-status, leader', await hookOf('update-status', true));
    await juju.configure({ fileset: '/srv/data,srv/relative,/srv/data/../other' });
    await juju.updateStatus();
    keep('config-changed, leader, with problems', await hookOf('config-changed', true));
  } finally {
    await juju.close();
  }
  return events;
}
