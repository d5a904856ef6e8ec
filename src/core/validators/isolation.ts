import { spawnSync } from 'node:child_process';

/** A program by its absolute path, or a name on `systemPath`, and its arguments. */
export type Command = readonly [string, ...string[]];

/**
 * How far a process is kept apart from the machine: as a user of its own in namespaces of its own, as that user alone, or
 * not at all, which is so where the charm itself is not root.
 */
export type Isolation = 'namespaces' | 'user' | 'none';

/** Where the tools of util-linux and Perl are looked up, whatever PATH the hook has. */
export const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** User and group. Neither Debian nor systemd gives it to anybody, and it is among those that a container has. */
const isolatedUser = 65_521;

/** The one capability that is left: to read what only root may. */
const reading = '+dac_read_search';

/**
 * What the first process of the namespaces does: /proc shows these alone, and every mount is read-only. `mount` of
 * Ubuntu 22.04 can't do that for all mounts at once: 442 is mount_setattr(2), -100 AT_FDCWD, 0x8000 AT_RECURSIVE,
 * and 3 are the attributes read-only and nosuid.
 */
const setUp = `
mount -t proc -o ro,nosuid,nodev,noexec proc /proc &&
perl -e 'my ($root, $set) = ("/", pack("Q4", 3, 0, 0, 0)); exit(syscall(442, -100, $root, 0x8000, $set, 32) != 0)' ||
exit 125`;

/** No file grows, and there are not more than so many processes and threads. bash has another letter for it than dash. */
const limits = 'ulimit -f 0; ulimit -p 256 2>/dev/null || ulimit -u 256';

/**
 * The command that runs a command apart from the machine. What runs it has to be root, but for `none`.
 *
 * @param mayRead - whether it may read what only root may
 */
export function isolated(command: Command, isolation: Isolation, mayRead = true): Command {
  const asUser = [...dropPrivileges(mayRead), ...command] as const;
  switch (isolation) {
    case 'namespaces':
      // Each dies with the one before it: setpriv and unshare with the charm, and all that is in the namespaces with unshare.
      return [
        'setpriv',
        '--pdeathsig=KILL',
        ...['unshare', '--mount', '--pid', '--ipc', '--uts', '--net', '--fork', '--kill-child'],
        // The shell stays as the first process: a signal would do nothing to the plugin in its place.
        ...['sh', '-c', `${setUp}\n${limits}; "$0" "$@"; exit "$?"`],
        ...asUser,
      ];
    case 'user':
      return ['sh', '-c', `${limits}; exec "$0" "$@"`, ...asUser];
    case 'none':
      return command;
  }
}

function dropPrivileges(mayRead: boolean): Command {
  const kept = mayRead ? `-all,${reading}` : '-all';
  return [
    'setpriv',
    `--reuid=${isolatedUser}`,
    `--regid=${isolatedUser}`,
    '--clear-groups',
    `--inh-caps=${kept}`,
    `--ambient-caps=${kept}`,
    `--bounding-set=${kept}`,
    // Else access(2) would not count the capability, as the user is not root.
    '--securebits=+no_setuid_fixup,+no_setuid_fixup_locked',
    '--no-new-privs',
    // The change of the user takes it away.
    '--pdeathsig=KILL',
  ];
}

let found: Isolation | undefined;

/** The furthest that there is on this machine. Found out by trying, once for each process of the charm. */
export function furthestIsolation(): Isolation {
  found ??= (['namespaces', 'user'] as const).find(isThere) ?? 'none';
  return found;
}

function isThere(isolation: Isolation): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const [program, ...args] = isolated(['true'], isolation);
  const env = { PATH: systemPath };
  return spawnSync(program, args, { stdio: 'ignore', cwd: '/', env, timeout: 2000 }).status === 0;
}
