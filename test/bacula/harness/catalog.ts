import fs from 'node:fs';
import path from 'node:path';
import { Machine } from './machine.ts';
import { Postgres } from './postgres.ts';
import { execute, freePorts } from './processes.ts';
import { catalogSchema, pgsqlEnvironment } from './release.ts';

export type CatalogKind = 'SQLite' | 'PostgreSQL';

/** The director's database. */
export interface Catalog {
  /** The lines of its Catalog resource that say where it is. */
  readonly directives: string;
  /** What the director's process needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** @param folder - the director's working folder */
export async function createCatalog(kind: CatalogKind, folder: string): Promise<Catalog> {
  return kind === 'SQLite' ? sqlite(folder) : await postgresql(folder);
}

function sqlite(folder: string): Catalog {
  execute('sqlite3', path.join(folder, 'bacula.db'), `.read ${catalogSchema('sqlite3')}`);
  return {
    directives: 'dbname = bacula; dbuser = ""; dbpassword = ""',
    environment: {},
    stop: async () => {},
  };
}

async function postgresql(folder: string): Promise<Catalog> {
  const machine = new Machine(path.join(folder, 'catalog'));
  const [port = 0] = await freePorts(1);
  const postgres = await Postgres.start(machine.root, port);
  fs.copyFileSync(catalogSchema('pgsql'), machine.path('/tmp/schema.sql'));
  const onPort = ['-p', String(port)];
  postgres.sql('postgres', ...onPort, '-c', "CREATE DATABASE bacula ENCODING 'UTF8'");
  postgres.sql('bacula', ...onPort, '-f', '/tmp/schema.sql');
  return {
    directives: `dbname = bacula; dbuser = postgres; dbpassword = ""; DB Address = 127.0.0.1; DB Port = ${port}`,
    environment: pgsqlEnvironment,
    stop: () => postgres.stop(),
  };
}
