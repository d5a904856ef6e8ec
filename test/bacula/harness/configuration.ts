import type { Catalog } from './catalog.ts';
import type { ProviderSpec } from './databag.ts';

/** One Backup job and its Restore job, as bacula-server writes them for one unit. */
export interface Protected {
  /** Letters, digits and dashes: the resources' names begin with it. */
  readonly name: string;
  /** The name of the unit's file daemon. */
  readonly client: string;
  readonly spec: ProviderSpec;
  /** Which of the storage daemon's devices writes and reads it: a device has one job at a time. */
  readonly lane: number;
}

/** How paths stand in the configuration: as the provider writes them, or in quotes, as it writes all other values. */
export type Spelling = 'bare' | 'quoted';

export const backupJob = (name: string) => `${name}-backup`;
export const restoreJob = (name: string) => `${name}-restore`;
export const filesetName = (name: string) => `${name}-fileset`;

/** Where the daemons of one suite are. All on loopback, all with the same password. */
export interface Places {
  readonly director: { readonly port: number; readonly folder: string };
  readonly storage: { readonly port: number; readonly folder: string; readonly volumes: string };
  readonly lanes: number;
}

const password = 'Password = loopback';

export function directorConfiguration(
  places: Places,
  catalog: Catalog,
  clients: ReadonlyMap<string, number>,
  units: readonly Protected[],
  spelling: Spelling = 'bare',
): string {
  const { port, folder } = places.director;
  return [
    `Director { Name = dir; Dir Address = 127.0.0.1; Dir Port = ${port}; ${password}; Messages = Standard
       Query File = /dev/null; Working Directory = "${folder}"; Pid Directory = "${folder}"
       Maximum Concurrent Jobs = 40; Maximum Console Connections = 40 }`,
    `Catalog { Name = catalog; ${catalog.directives} }`,
    'Messages { Name = Standard; catalog = all, !skipped, !restored }',
    ...laneNames(places).map(
      (
        lane,
      ) => `Storage { Name = ${lane}; Address = 127.0.0.1; SD Port = ${places.storage.port}; ${password}
         Device = ${lane}; Media Type = ${lane}; Maximum Concurrent Jobs = 1 }
       Pool { Name = ${lane}; Pool Type = Backup; Label Format = "${lane}-"; Maximum Volume Jobs = 1 }`,
    ),
    ...[...clients].map(
      ([
        name,
        clientPort,
      ]) => `Client { Name = ${name}; Address = 127.0.0.1; FD Port = ${clientPort}; ${password}
         Catalog = catalog; Maximum Concurrent Jobs = 40; AutoPrune = no }`,
    ),
    ...units.map((unit) => unitResources(unit, spelling)),
  ].join('\n');
}

/** The template of bacula-server: paths unquoted, one a line; a script before fails the job, one after does not. */
function unitResources({ name, client, spec, lane }: Protected, spelling: Spelling): string {
  const { commands } = spec;
  const spell = (path: string) => (spelling === 'quoted' ? `"${path}"` : path);
  const job = `Client = ${client}; FileSet = ${filesetName(name)}; Storage = lane${lane}; Pool = lane${lane}; Messages = Standard`;
  return `
FileSet {
  Name = ${filesetName(name)}
  Include {
    Options { Signature = SHA256; Compression = GZIP }
${spec.fileset.map((path) => `    File = ${spell(path)}`).join('\n')}
  }
}
Job {
  Name = ${backupJob(name)}; Type = Backup; Level = Full; ${job}
  ${runScript('Before', 'yes', commands['run-before-backup'])}
  ${runScript('After', 'no', commands['run-after-backup'])}
}
Job {
  Name = ${restoreJob(name)}; Type = Restore; ${job}; Where = /; Replace = IfNewer
  ${runScript('Before', 'yes', commands['run-before-restore'])}
  ${runScript('After', 'no', commands['run-after-restore'])}
}`;
}

function runScript(when: string, failJobOnError: string, command: string): string {
  return `RunScript { Runs When = ${when}; Runs On Client = yes; Fail Job On Error = ${failJobOnError}; Command = "${command}" }`;
}

export function storageConfiguration(places: Places): string {
  const { port, folder, volumes } = places.storage;
  return [
    `Storage { Name = sd; SD Address = 127.0.0.1; SD Port = ${port}; Maximum Concurrent Jobs = 40
       Working Directory = "${folder}"; Pid Directory = "${folder}" }`,
    `Director { Name = dir; ${password} }`,
    'Messages { Name = Standard; director = dir = all }',
    ...laneNames(places).map(
      (
        lane,
      ) => `Device { Name = ${lane}; Media Type = ${lane}; Archive Device = "${volumes}"; Label Media = yes
         Random Access = yes; Automatic Mount = yes; Removable Media = no; Always Open = no }`,
    ),
  ].join('\n');
}

/** @param folder - on the file daemon's own machine */
export function fileDaemonConfiguration(name: string, port: number, folder: string): string {
  return [
    `FileDaemon { Name = ${name}; FD Address = 127.0.0.1; FD Port = ${port}; Maximum Concurrent Jobs = 40
       Working Directory = "${folder}"; Pid Directory = "${folder}" }`,
    `Director { Name = dir; ${password} }`,
    'Messages { Name = Standard; director = dir = all, !skipped, !restored }',
  ].join('\n');
}

export function consoleConfiguration(places: Places): string {
  return `Director { Name = dir; Address = 127.0.0.1; Dir Port = ${places.director.port}; ${password} }`;
}

function laneNames({ lanes }: Places): string[] {
  return Array.from({ length: lanes }, (_, lane) => `lane${lane}`);
}
