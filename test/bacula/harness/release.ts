import path from 'node:path';

/** The releases of Bacula that the charm is proved with: of Debian 13, which is also the provider charm's, and of Debian 12. */
export const releases = ['15', '9'] as const;

export type Release = (typeof releases)[number];

/** The one that bacula-server comes with. */
export const provided: Release = '15';

/** Where install-packages.sh unpacks a release. */
const releaseFolder = (release: Release) => `/usr/local/lib/bacula-proof/${release}`;

/** The release of this process: vitest runs every test once for each, as a project of its own. */
export function release(): Release {
  const name = process.env['BACULA_RELEASE'];
  const found = releases.find((each) => each === name);
  if (found === undefined)
    throw new Error(`BACULA_RELEASE is ${name}, none of ${releases.join(', ')}`);
  return found;
}

/** One of the release's programs. */
export function program(name: string, of = release()): string {
  return path.join(releaseFolder(of), 'bin', name);
}

/** The script that makes the tables of a catalog. */
export function catalogSchema(kind: 'sqlite3' | 'pgsql'): string {
  const tree = path.join(releaseFolder(release()), kind === 'pgsql' ? 'pgsql' : '');
  return path.join(tree, `usr/share/dbconfig-common/data/bacula-director-${kind}/install/${kind}`);
}

/** What makes the director use PostgreSQL. Without it, it uses SQLite. */
export function pgsqlEnvironment(): Readonly<Record<string, string>> {
  return { LD_LIBRARY_PATH: path.join(releaseFolder(release()), 'pgsql/usr/lib/bacula') };
}
