import type { Deployment, HookResult } from '../../src/testing/index.ts';
import type { ConfigFile } from './config-file.ts';

/** Something that happens to the application. */
export interface Step {
  readonly title: string;
  /** What an operator types for it. */
  readonly commands: readonly string[];
  run(juju: Deployment): Promise<HookResult[]>;
}

/** The charm that the backups are asked for, and how many units it has at first. */
export interface Principal {
  readonly application: string;
  readonly units: number;
}

export function deploy(config: ConfigFile, { application, units }: Principal): Step {
  const name = config.application;
  const as = name === 'backup-integrator' ? name : `backup-integrator ${name}`;
  return {
    title: `Deploy with ${config.file}`,
    commands: [
      `juju deploy ${as} --config ${config.file}`,
      `juju integrate ${name} ${application}`,
      `juju integrate ${name}:backup bacula-fd`,
    ],
    async run(juju) {
      const placements = Array.from({ length: units }, (_, number) => ({
        principal: `${application}/${number}`,
      }));
      return [...(await juju.deploy(placements)), ...(await juju.integrate('bacula-fd'))];
    },
  };
}

export function configure(title: string, name: string, fileset: string): Step {
  return {
    title,
    commands: [`juju config ${name} fileset='${fileset}'`],
    run: (juju) => juju.configure({ fileset }),
  };
}

export function removeLeader({ application }: Principal): Step {
  return {
    title: "Remove the leader's unit: another one takes over",
    commands: [`juju remove-unit ${application}/0`],
    run: (juju) => juju.removeUnit(juju.leader ?? ''),
  };
}

export function addUnit({ application, units }: Principal): Step {
  return {
    title: 'Scale out',
    commands: [`juju add-unit ${application}`],
    run: (juju) => juju.addUnit({ principal: `${application}/${units}` }),
  };
}
