import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Daemon, execute } from './processes.ts';

const home = '/var/lib/postgresql/test';
const sockets = '/var/run/postgresql';

/** The folder of the newest PostgreSQL that is installed; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const installed = fs.existsSync(versions) ? fs.readdirSync(versions).sort() : [];
  const newest = installed.at(-1);
  return newest === undefined ? undefined : path.join(versions, newest, 'bin');
}

/** A PostgreSQL server on a machine, reached as Debian's clients reach it: over the socket in /var/run/postgresql. */
export class Postgres {
  readonly #root: string;
  readonly #daemon: Daemon;

  private constructor(root: string, daemon: Daemon) {
    this.#root = root;
    this.#daemon = daemon;
  }

  /** @param port - for TCP on loopback; without one, the socket is the only way in */
  static async start(root: string, port?: number): Promise<Postgres> {
    const programs = postgresPrograms();
    if (programs === undefined) throw new Error('no PostgreSQL is installed');
    prepareFolders(root);
    const asPostgres = ['--userspec=postgres:postgres', root];
    execute(
      'chroot',
      ...asPostgres,
      ...[`${programs}/initdb`, '-D', home, '-E', 'UTF8', '--locale=C.UTF-8'],
      ...['--auth=trust', '--no-sync'],
    );
    const listen = port === undefined ? [] : ['-p', String(port)];
    const addresses = port === undefined ? '' : '127.0.0.1';
    const daemon = new Daemon(
      {
        command: 'chroot',
        arguments: [
          ...asPostgres,
          ...[`${programs}/postgres`, '-D', home, '-k', sockets, ...listen],
          ...['-c', `listen_addresses=${addresses}`, '-c', 'fsync=off'],
        ],
      },
      () =>
        spawnSync('chroot', [...asPostgres, `${programs}/pg_isready`, '-h', sockets, ...listen])
          .status === 0,
    );
    await daemon.start();
    return new Postgres(root, daemon);
  }

  /** Runs SQL as the superuser, stops at its first error, and returns what psql prints: values alone, tab separated. */
  sql(database: string, ...options: readonly string[]): string {
    return execute(
      'chroot',
      ...['--userspec=postgres:postgres', this.#root, 'env', `PGDATABASE=${database}`],
      ...['psql', '-h', sockets],
      ...['-v', 'ON_ERROR_STOP=1', '-X', '-q', '-A', '-t', '-F', '\t', ...options],
    );
  }

  async stop(): Promise<void> {
    await this.#daemon.stop();
  }
}

function prepareFolders(root: string): void {
  const run = path.join(root, 'var/run');
  if (!fs.existsSync(run)) fs.symlinkSync('../run', run);
  for (const folder of [home, '/run/postgresql']) {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
    execute('chown', 'postgres:postgres', path.join(root, folder));
  }
  fs.chmodSync(path.join(root, 'tmp'), 0o1777);
}
