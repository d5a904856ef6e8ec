import type { ConfigFile } from '../../src/check/config/config-file.ts';
import type { Deployment, HookResult } from '../../src/testing/index.ts';

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

/**
 * @param charm - its name
 * @param sitePlugins - the file of the resource, as the command line names it
 */
export function deploy(
  charm: string,
  config: ConfigFile,
  { application, units }: Principal,
  sitePlugins?: string,
): Step {
  return {
    title: `Deploy with ${config.file}`,
    commands: [
      ...deployCommands(charm, config, sitePlugins),
      `juju integrate ${config.application} ${application}`,
      `juju integrate ${config.application}:backup bacula-fd`,
    ],
    async run(juju) {
      const placements = Array.from({ length: units }, (_, number) => ({
        principal: `${application}/${number}`,
      }));
      const hooks = await juju.deploy(placements);
      for (const { machine, name } of juju.units) juju.placeRemote(providerOf(name), machine);
      return [...hooks, ...(await juju.integrate('bacula-fd', 'backup', units))];
    },
  };
}

function deployCommands(
  charm: string,
  { application, file, isBundle }: ConfigFile,
  sitePlugins?: string,
): string[] {
  const resource = sitePlugins === undefined ? '' : `site-plugins=${sitePlugins}`;
  if (isBundle) {
    const attach = resource === '' ? [] : [`juju attach-resource ${application} ${resource}`];
    return [`juju deploy ${/^\.{0,2}\//.test(file) ? file : `./${file}`}`, ...attach];
  }
  const as = application === charm ? charm : `${charm} ${application}`;
  const attach = resource === '' ? '' : ` --resource ${resource}`;
  return [`juju deploy ${as} --config ${file}${attach}`];
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
    async run(juju) {
      const { leader = '' } = juju;
      const hooks = await juju.removeUnit(leader);
      return [...hooks, ...(await juju.removeRemoteUnit(backup(juju), providerOf(leader)))];
    },
  };
}

export function addUnit({ application, units }: Principal): Step {
  return {
    title: 'Scale out',
    commands: [`juju add-unit ${application}`],
    async run(juju) {
      const hooks = await juju.addUnit({ principal: `${application}/${units}` });
      const { machine, name } = juju.unit(`${juju.application}/${units}`);
      juju.placeRemote(providerOf(name), machine);
      return [...hooks, ...(await juju.addRemoteUnit(backup(juju)))];
    },
  };
}

/** bacula-fd is a subordinate of the same principal, so its units have the same numbers. */
function providerOf(unit: string): string {
  return `bacula-fd/${unit.split('/')[1]}`;
}

/** The id of the relation with bacula-fd. */
function backup(juju: Deployment): string {
  const [id = ''] = juju.relationIds();
  return id;
}
