import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Console, type Verdict } from './bconsole.ts';
import { type Catalog, type CatalogKind, createCatalog } from './catalog.ts';
import * as configuration from './configuration.ts';
import { daemonFolder, type Machine } from './machine.ts';
import { Daemon, execute, freePorts, isListening } from './processes.ts';
import { fileDaemonProgram, serverProgram } from './release.ts';

const checkLimit = 20_000;

/** The provider's daemons: a director with its catalog, a storage daemon, and a file daemon on each unit's machine. */
export class Suite {
  readonly console: Console;
  readonly volumes: string;
  readonly #places: configuration.Places;
  readonly #catalog: Catalog;
  readonly #director: Daemon;
  readonly #storage: Daemon;
  /** A director without any job refuses to start. */
  #directing: Promise<void> | undefined;
  readonly #units = new Map<string, configuration.Protected>();
  readonly #clients = new Map<string, number>();
  readonly #fileDaemons = new Map<string, Daemon>();

  private constructor(places: configuration.Places, catalog: Catalog) {
    this.#places = places;
    this.#catalog = catalog;
    this.volumes = places.storage.volumes;
    const { director, storage } = places;
    this.console = new Console(path.join(director.folder, 'bconsole.conf'));
    this.#director = server('bacula-dir', director, catalog.environment);
    this.#storage = server('bacula-sd', storage, {});
  }

  /** @param folder - new; holds the daemons' own files and the volumes */
  static async start(folder: string, catalog: CatalogKind, lanes = 1): Promise<Suite> {
    const [directorPort = 0, storagePort = 0] = await freePorts(2);
    const director = { port: directorPort, folder: path.join(folder, 'director') };
    const storage = {
      port: storagePort,
      folder: path.join(folder, 'storage'),
      volumes: path.join(folder, 'volumes'),
    };
    for (const made of [director.folder, storage.folder, storage.volumes]) {
      fs.mkdirSync(made, { recursive: true });
    }
    const places = { director, storage, lanes };
    const suite = new Suite(places, await createCatalog(catalog, director.folder));
    await suite.#startStorage();
    return suite;
  }

  async #startStorage(): Promise<void> {
    const { director, storage } = this.#places;
    write(storage.folder, 'bacula-sd.conf', configuration.storageConfiguration(this.#places));
    write(director.folder, 'bconsole.conf', configuration.consoleConfiguration(this.#places));
    await this.#storage.start();
  }

  /** Starts the file daemon of a unit's machine, which sees that machine's disk and nothing else. */
  async addClient(name: string, machine: Machine): Promise<void> {
    const [port = 0] = await freePorts(1);
    const text = configuration.fileDaemonConfiguration(name, port, daemonFolder);
    write(machine.path(daemonFolder), `${name}.conf`, text);
    const daemon = new Daemon(
      {
        command: 'chroot',
        arguments: [
          machine.root,
          ...foreground(fileDaemonProgram(), `${daemonFolder}/${name}.conf`),
        ],
        environment: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
      },
      () => isListening(port),
    );
    await daemon.start();
    this.#clients.set(name, port);
    this.#fileDaemons.set(name, daemon);
  }

  hasClient(name: string): boolean {
    return this.#clients.has(name);
  }

  get lanes(): number {
    return this.#places.lanes;
  }

  async stopClient(name: string): Promise<void> {
    await this.#fileDaemons.get(name)?.stop();
  }

  async restartClient(name: string): Promise<void> {
    await this.#fileDaemons.get(name)?.start();
  }

  /** Has the director know nothing of a unit and its client any more. What was saved stays in the catalog. */
  async removeClient(name: string): Promise<void> {
    await this.stopClient(name);
    this.#clients.delete(name);
    this.#units.delete(name);
    await this.protect();
  }

  /** What bacula-server asks before it uses a configuration: undefined, or why the director refuses it. */
  refusal(unit: configuration.Protected): string | undefined {
    const others = [...this.#units.values()].filter(({ name }) => name !== unit.name);
    return this.#check(this.#configurationFor([...others, unit]));
  }

  /** The same, of a provider that writes paths in quotes. */
  refusalInQuotes(unit: configuration.Protected): string | undefined {
    return this.#check(this.#configurationFor([unit], 'quoted'));
  }

  /** Why Baculum, the web interface of bacula-server, shows nothing of any unit: it reads what bdirjson makes of the configuration. */
  refusalByBaculum(unit: configuration.Protected): string | undefined {
    const file = this.#write('bdirjson.conf', this.#configurationFor([unit]));
    try {
      JSON.parse(execute(serverProgram('bdirjson'), '-c', file));
      return undefined;
    } catch (error) {
      return `bdirjson: ${error}`;
    }
  }

  /** The paths of the unit's fileset, as the director's own reader has taken them. */
  filesAsRead(unit: configuration.Protected): readonly string[] {
    const file = this.#write('read.conf', this.#configurationFor([unit]));
    const json = JSON.parse(execute(serverProgram('bdirjson'), '-c', file));
    return filesOf(json, configuration.filesetName(unit.name));
  }

  /** Gives the director one more unit to protect, or another spec of one. */
  async protect(...units: readonly configuration.Protected[]): Promise<void> {
    for (const unit of units) this.#units.set(unit.name, unit);
    const text = this.#configurationFor([...this.#units.values()]);
    const refusal = this.#check(text);
    if (refusal !== undefined)
      throw new Error(`the director refuses its configuration: ${refusal}`);
    this.#write('bacula-dir.conf', text);
    this.#directing = this.#directing === undefined ? this.#director.start() : this.#reload();
    await this.#directing;
  }

  /** Takes units out of what the director is given next. */
  forget(units: readonly configuration.Protected[]): void {
    for (const { name } of units) this.#units.delete(name);
  }

  async #reload(): Promise<void> {
    await this.#directing;
    await this.console.ask('reload');
  }

  #check(text: string): string | undefined {
    const file = this.#write('check.conf', text);
    const check = () =>
      spawnSync(serverProgram('bacula-dir'), ['-t', '-c', file], {
        encoding: 'utf8',
        timeout: checkLimit,
        env: { ...process.env, ...this.#catalog.environment },
      });
    const first = check();
    // The check hangs now and then, about once in 600 runs.
    const result = first.signal === null ? first : check();
    return result.status === 0 ? undefined : `${result.stdout}${result.stderr}`;
  }

  backup(unit: string, seconds?: number): Promise<Verdict> {
    return this.console.backup(configuration.backupJob(unit), seconds);
  }

  restore({ name, client }: { name: string; client: string }, seconds?: number): Promise<Verdict> {
    const { filesetName, restoreJob } = configuration;
    return this.console.restore(client, filesetName(name), restoreJob(name), seconds);
  }

  async stop(): Promise<void> {
    for (const daemon of this.#fileDaemons.values()) await daemon.stop();
    await this.#director.stop();
    await this.#storage.stop();
    await this.#catalog.stop();
  }

  /** A file of the director's. */
  #write(name: string, text: string): string {
    return write(this.#places.director.folder, name, text);
  }

  #configurationFor(
    units: readonly configuration.Protected[],
    spelling?: configuration.Spelling,
  ): string {
    const places = this.#places;
    return configuration.directorConfiguration(
      places,
      this.#catalog,
      this.#clients,
      units,
      spelling,
    );
  }
}

/** What bdirjson calls `Fileset`, with the lists of its includes. */
type Resource = {
  readonly Fileset?: {
    readonly Name: string;
    readonly Include: readonly { readonly File: readonly string[] }[];
  };
};

function filesOf(resources: readonly Resource[], name: string): readonly string[] {
  const found = resources.find(({ Fileset }) => Fileset?.Name === name);
  return (found?.Fileset?.Include ?? []).flatMap(({ File }) => File);
}

function server(
  name: string,
  place: { readonly port: number; readonly folder: string },
  environment: Readonly<Record<string, string>>,
): Daemon {
  const configFile = path.join(place.folder, `${name}.conf`);
  const [command = name, ...options] = foreground(serverProgram(name), configFile);
  return new Daemon({ command, arguments: options, environment }, () => isListening(place.port));
}

/** An absolute path: Bacula looks for a bare name in /etc/bacula. */
function foreground(program: string, configFile: string): string[] {
  return [program, '-f', '-P', '-c', configFile];
}

function write(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}
