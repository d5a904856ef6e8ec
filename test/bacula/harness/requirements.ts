import fs from 'node:fs';
import { postgresPrograms } from './postgres.ts';
import { fileDaemonProgram, fileDaemonReleases, serverProgram } from './release.ts';

const programs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    fileDaemonReleases.map((each) => [`Bacula’s file daemon ${each}`, fileDaemonProgram(each)]),
  ),
  'Bacula’s director': serverProgram('bacula-dir'),
  sqlite3: '/usr/bin/sqlite3',
  'mariadb-server-core': '/usr/sbin/mariadbd',
  'mariadb-client': '/usr/bin/mariadb-dump',
  'redis-server': '/usr/bin/redis-server',
  slapd: '/usr/sbin/slapd',
  'ldap-utils': '/usr/bin/ldapsearch',
  'etcd-server': '/usr/bin/etcd',
  'etcd-client': '/usr/bin/etcdctl',
  bind9: '/usr/sbin/named',
  'bind9-dnsutils': '/usr/bin/nsupdate',
  shellcheck: '/usr/bin/shellcheck',
  rclone: '/usr/bin/rclone',
  acl: '/usr/bin/setfacl',
  attr: '/usr/bin/setfattr',
  'libcap2-bin': '/usr/sbin/setcap',
  bindfs: '/usr/bin/bindfs',
  fuse3: '/usr/bin/fusermount3',
  iproute2: '/usr/sbin/ip',
};

/** What is not installed, of what the proof needs. */
export function missingPackages(): string[] {
  const missing = Object.keys(programs).filter((name) => !fs.existsSync(programs[name] ?? ''));
  if (!isForEverybody('/dev/fuse')) missing.push('/dev/fuse for every user');
  return postgresPrograms() === undefined ? [...missing, 'postgresql'] : missing;
}

function isForEverybody(device: string): boolean {
  const stats = fs.statSync(device, { throwIfNoEntry: false });
  return stats !== undefined && (stats.mode & 0o006) === 0o006;
}
