// A site plugin that tries what it must not be able to do, and reports each thing that it got done.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const found = (code, message) => ({
  code: `attacker/${code}`,
  severity: 'warning',
  option: 'config',
  message,
  fix: 'none',
});

/** What a program prints where it succeeds. */
function run(program, ...args) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 1000 });
  if (status !== 0) throw new Error(`${program}: ${status}`);
  return stdout || 'done';
}

/** Starts a system call by its number, as Node has none of its own. */
const call = (numbers, ...args) =>
  run('perl', '-e', `exit(syscall(${numbers[process.arch]}, ${args.join()}) == -1)`);

function connected(address) {
  return new Promise((resolve, reject) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve('connected');
    });
    socket.once('error', reject);
  });
}

/** Opens a file for writing, without changing it. */
function openForWriting(file) {
  fs.closeSync(fs.openSync(file, fs.constants.O_WRONLY));
  return 'open for writing';
}

/** The attempts, by name. What one returns was got; what throws was not. */
const attempts = ({ script, victim, port, abstract, socket, mark }) => {
  const folder = script.replace(/\/[^/]*$/, '');
  const other = `${victim}`;
  return {
    // The variables of the hook: those of the victim are as secret.
    environ: () =>
      fs.readdirSync('/proc').filter((pid) => {
        try {
          return fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`SECRET=${mark}`);
        } catch {
          return false;
        }
      })[0],
    'environ of the parent': () => fs.readFileSync(`/proc/${process.ppid}/environ`, 'utf8'),
    'environ of the first': () => fs.readFileSync('/proc/1/environ', 'utf8'),
    memory: () => fs.openSync(`/proc/${process.ppid}/mem`, 'r'),
    'memory of the victim': () => fs.openSync(`/proc/${other}/mem`, 'r+'),
    'files of the parent': () => fs.readlinkSync(`/proc/${process.ppid}/fd/0`),
    'root of the victim': () => fs.readdirSync(`/proc/${other}/root`).join(),

    // The files of scripts.
    'script written': () => fs.writeFileSync(script, 'evil') ?? 'done',
    'script appended to': () => fs.appendFileSync(script, 'evil') ?? 'done',
    'script cut': () => fs.truncateSync(script) ?? 'done',
    'script removed': () => fs.rmSync(script) ?? 'done',
    'script renamed': () => fs.renameSync(script, `${script}.old`) ?? 'done',
    'script opened to others': () => fs.chmodSync(script, 0o777) ?? 'done',
    'script taken': () => fs.chownSync(script, 65_521, 65_521) ?? 'done',
    'script linked': () => fs.linkSync(script, `${folder}/link`) ?? 'done',
    'script dated': () => fs.utimesSync(script, 1, 1) ?? 'done',
    'file next to the script': () => fs.writeFileSync(`${folder}/new`, '') ?? 'done',
    'folder opened to others': () => fs.chmodSync(folder, 0o777) ?? 'done',
    'mounted over the script': () => run('mount', '--bind', '/etc/hostname', script),

    // Other processes.
    'victim killed': () => process.kill(victim, 'SIGKILL'),
    'victim stopped': () => process.kill(victim, 'SIGSTOP'),
    'parent stopped': () => process.kill(process.ppid, 'SIGSTOP'),
    'first killed': () => process.kill(1, 'SIGKILL'),
    'victim traced': () => call({ x64: 101, arm64: 117 }, 16, victim, 0, 0),
    'parent traced': () => call({ x64: 101, arm64: 117 }, 16, process.ppid, 0, 0),
    'victim limited': () => run('prlimit', `--pid=${other}`, '--nofile=1'),
    'priority of the victim': () => run('renice', '19', '-p', other),

    // Privileges, and the way out of the namespaces.
    root: () => process.setuid(0) ?? 'done',
    'root by setpriv': () => run('setpriv', '--reuid=0', 'true'),
    'root by su': () => run('su', '-c', 'true'),
    group: () => process.setgroups([0]) ?? 'done',
    'mounted over': () => run('mount', '-t', 'tmpfs', 'none', '/mnt'),
    'mounted anew': () => run('mount', '-o', 'remount,bind,rw', '/'),
    unmounted: () => run('umount', '-l', '/proc'),
    namespaces: () => run('nsenter', '--target', '1', '--mount', 'true'),
    'namespaces of the victim': () => run('nsenter', '--target', other, '--all', 'true'),
    changed: () => run('chroot', '/', 'true'),
    'device made': () => run('mknod', `/dev/shm/${mark}.device`, 'b', '8', '0'),
    'kernel settings': () => openForWriting('/proc/sys/kernel/core_pattern'),
    'kernel keys': () => openForWriting('/proc/sysrq-trigger'),
    'kernel memory': () => openForWriting('/dev/kmsg'),
    hostname: () => run('hostname', 'attacker'),

    // Sockets that only root may connect to: the agent's is one.
    "root's socket": () => connected(socket),

    // What only namespaces keep it from.
    'mounted anew as root of its own': () =>
      run('unshare', '-Urm', 'sh', '-c', `mount -o remount,bind,rw / && : > /tmp/${mark}`),
    disk: () => fs.writeFileSync(`/tmp/${mark}`, '') ?? 'done',
    'disk of all': () => fs.writeFileSync(`/var/tmp/${mark}`, '') ?? 'done',
    'shared memory': () => fs.writeFileSync(`/dev/shm/${mark}`, '') ?? 'done',
    processes: () => fs.readdirSync('/proc').includes(other) && 'seen',
    network: () => connected(port),
    'abstract socket': () => connected(abstract),
  };
};

export const attacker = (options) => {
  const range = { least: 1, most: Number.MAX_SAFE_INTEGER };
  const given = {
    script: options.text('script'),
    victim: options.wholeNumber('victim', range),
    port: options.wholeNumber('port', range),
    abstract: options.text('abstract'),
    socket: options.text('socket'),
    mark: options.text('mark'),
  };
  return {
    name: 'attacker',
    apply({ hooks }) {
      hooks.validateConfig.tapPromise('attacker', async ({ report }) => {
        for (const [name, attempt] of Object.entries(attempts(given))) {
          try {
            const got = await attempt();
            if (got) report(found('got', `${name} => ${got}`));
          } catch {
            // It was kept from it.
          }
        }
        report(found('ran', `with ${Object.keys(attempts(given)).length} attempts`));
      });
    },
  };
};

/** Reads what only root may. */
export const reader = (options) => {
  const file = options.text('script');
  return {
    name: 'reader',
    apply({ hooks }) {
      hooks.validateConfig.tap('reader', ({ disk, report }) => {
        const tries = {
          read: () => fs.readFileSync(file, 'utf8'),
          access: () => fs.accessSync(file, fs.constants.R_OK) ?? 'yes',
          list: () => fs.readdirSync(file.replace(/\/[^/]*$/, '')).length,
          stat: () => disk.lstat(file)?.size,
        };
        for (const [name, attempt] of Object.entries(tries)) {
          try {
            report(found('read', `${name}: ${attempt()}`));
          } catch (error) {
            report(found('read', `${name}: ${error.code}`));
          }
        }
      });
    },
  };
};

/** Starts what would stay, in every way there is. `mark` is in its command line. */
export const stayer = (options) => {
  const mark = options.text('mark');
  return {
    name: 'stayer',
    apply({ hooks }) {
      hooks.validateConfig.tapPromise('stayer', async () => {
        const ways = [
          { detached: true },
          { detached: true, env: {} },
          { detached: true, env: {}, argv: ['setsid', '--fork', 'sleep', mark] },
          { argv: ['sh', '-c', `(trap '' HUP TERM; setsid sleep ${mark} &) & exit 0`] },
        ];
        for (const { argv = ['sleep', mark], ...how } of ways) {
          const [program, ...args] = argv;
          spawn(program, args, { stdio: 'ignore', ...how }).unref();
        }
        await sleep(200);
      });
    },
  };
};
