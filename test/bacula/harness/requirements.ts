import fs from 'node:fs';
import { pgsqlPackages } from './catalog.ts';
import { postgresPrograms } from './postgres.ts';

const programs: Readonly<Record<string, string>> = {
  'bacula-director': '/usr/sbin/bacula-dir',
  'bacula-director-sqlite3':
    '/usr/share/dbconfig-common/data/bacula-director-sqlite3/install/sqlite3',
  'bacula-director-pgsql (unpacked)': pgsqlPackages,
  'bacula-sd': '/usr/sbin/bacula-sd',
  'bacula-fd': '/usr/sbin/bacula-fd',
  'bacula-console': '/usr/sbin/bconsole',
  sqlite3: '/usr/bin/sqlite3',
  rclone: '/usr/bin/rclone',
  acl: '/usr/bin/setfacl',
  attr: '/usr/bin/setfattr',
  'libcap2-bin': '/usr/sbin/setcap',
};

/** The packages that are not installed, of those that the proof needs. */
export function missingPackages(): string[] {
  const missing = Object.keys(programs).filter((name) => !fs.existsSync(programs[name] ?? ''));
  return postgresPrograms() === undefined ? [...missing, 'postgresql'] : missing;
}
