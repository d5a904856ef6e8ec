import path from 'node:path';

/** Releases of Bacula, unpacked by install-packages.sh. */
type Release = '9' | '15';

/**
 * The releases that a unit's file daemon can have, as bacula-fd's charm installs that of the machine's own packages.
 * vitest runs every test once for each, as a project of its own.
 */
export const fileDaemonReleases = ['15', '9'] as const satisfies readonly Release[];

/** The one that the recipes are run with. */
export const recipesRelease: Release = '15';

/** The release of bacula-server: of the director, the storage daemon and the console. */
const serverRelease: Release = '15';

const folderOf = (release: Release) => `/usr/local/lib/bacula-proof/${release}`;
const programOf = (release: Release, name: string) =>
  path.join(folderOf(release), 'programs', name);

/** The release of the file daemons that this process starts. */
export function fileDaemonRelease(): Release {
  const name = process.env['FILE_DAEMON_RELEASE'];
  const found = fileDaemonReleases.find((each) => each === name);
  if (found === undefined) throw new Error(`FILE_DAEMON_RELEASE is ${name}`);
  return found;
}

/** Set to `true`, each configuration of the corpus is for one of these releases instead of for each. */
export const onceVariable = 'CORPUS_ONCE';

/** Those that this process's file daemons are for. */
export function ownShare<T>(all: readonly T[]): readonly T[] {
  if (process.env[onceVariable] !== 'true') return all;
  const own = fileDaemonReleases.indexOf(fileDaemonRelease());
  return all.filter((_, index) => index % fileDaemonReleases.length === own);
}

export function fileDaemonProgram(release = fileDaemonRelease()): string {
  return programOf(release, 'bacula-fd');
}

/** One of bacula-server's programs. */
export function serverProgram(name: string): string {
  return programOf(serverRelease, name);
}

/** The script that makes the tables of a catalog. */
export function catalogSchema(kind: 'sqlite3' | 'pgsql'): string {
  const tree = path.join(folderOf(serverRelease), kind === 'pgsql' ? 'pgsql' : '');
  return path.join(tree, `usr/share/dbconfig-common/data/bacula-director-${kind}/install/${kind}`);
}

/** What makes the director use PostgreSQL. Without it, it uses SQLite. */
export const pgsqlEnvironment: Readonly<Record<string, string>> = {
  LD_LIBRARY_PATH: path.join(folderOf(serverRelease), 'pgsql/usr/lib/bacula'),
};
