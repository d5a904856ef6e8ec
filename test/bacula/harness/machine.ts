import fs from 'node:fs';
import path from 'node:path';
import { execute } from './processes.ts';

/** Where a machine's file daemon keeps its own files, away from anything that is saved. */
export const daemonFolder = '/run/bacula';

/** The number of the user `nobody`, and of its group. */
const nobody = 65534;

const killedMount = `
/usr/bin/bindfs -f "$1" "$2" & daemon=$!
until grep -q " $2 " /proc/self/mountinfo; do kill -0 $daemon || exit; sleep 0.1; done
kill -9 $daemon
wait $daemon || true
`;

const automounter = path.join(import.meta.dirname, 'automounter.pl');

/** What every machine has of this one. */
const shared = ['/usr', '/dev', '/proc', '/sys'];
const linked = ['lib', 'lib64', 'sbin'];
const copied = [
  ...['passwd', 'group', 'shadow', 'nsswitch.conf', 'ld.so.cache', 'alternatives'],
  ...['pam.d', 'security', 'login.defs', 'environment'],
];

/**
 * The machine of a unit: a folder that is its `/` after chroot(2), with a disk of its own and the programs of this
 * machine. Its mounts live in the private mount namespace that run.ts makes, and are read-only: whoever removes the
 * folder while they stand gets an error, and this machine keeps its files.
 */
export class Machine {
  readonly root: string;

  /** @param root - a folder, which may hold files already */
  constructor(root: string) {
    this.root = root;
    // A `/` of its own: file systems below it are told apart as on a real machine.
    this.mount(['--bind', root], '/');
    const own = ['etc', 'opt', 'srv', 'root', 'run', 'var', 'tmp', `.${daemonFolder}`];
    for (const folder of own) fs.mkdirSync(this.path(folder), { recursive: true });
    for (const name of linked) {
      if (fs.existsSync(`/usr/${name}`)) fs.symlinkSync(`usr/${name}`, this.path(name));
    }
    for (const folder of shared) this.share(folder);
    this.mount(['--bind', '-o', 'ro', '/usr/bin'], '/bin');
    for (const name of copied.filter((each) => fs.existsSync(`/etc/${each}`))) {
      const options = { recursive: true, verbatimSymlinks: true };
      fs.cpSync(`/etc/${name}`, this.path(`/etc/${name}`), options);
    }
  }

  /** This machine's path, as the tests reach it. */
  path(file: string): string {
    return path.join(this.root, file);
  }

  /** @param what - the arguments of mount(8), up to the folder */
  mount(what: readonly string[], folder: string): void {
    fs.mkdirSync(this.path(folder), { recursive: true });
    execute('mount', ...what, this.path(folder));
  }

  /**
   * A FUSE mount of a user without any rights, who lets nobody else in, not even root.
   *
   * @param source - a folder of that user
   */
  mountAsUser(source: string, folder: string): void {
    for (const each of [source, folder]) {
      fs.mkdirSync(this.path(each), { recursive: true });
      fs.chownSync(this.path(each), nobody, nobody);
    }
    const asUser = [`--userspec=${nobody}:${nobody}`, '--groups=', this.root];
    execute('chroot', ...asUser, '/usr/bin/bindfs', '--no-allow-other', source, folder);
  }

  /** A FUSE mount whose daemon was killed: whoever looks at it is told that it is not connected. */
  mountAndKill(source: string, folder: string): void {
    for (const each of [source, folder]) fs.mkdirSync(this.path(each), { recursive: true });
    execute('chroot', this.root, '/bin/sh', '-c', killedMount, 'sh', source, folder);
  }

  /** An automount point, and the daemon that mounts a folder there for whoever looks into it first. */
  automount(source: string, folder: string): void {
    for (const each of [source, folder]) fs.mkdirSync(this.path(each), { recursive: true });
    // A process group of its own: the kernel lets the daemon's pass without mounting anything.
    execute('setsid', '--wait', 'perl', automounter, this.path(source), this.path(folder));
  }

  /** Shows a folder of this very machine at the same path, to be read only. */
  share(folder: string): void {
    this.mount(['--bind', '-o', 'ro', folder], folder);
  }

  unmount(folder: string): void {
    execute('umount', this.path(folder));
  }

  /** Takes the mounts away, so that the folder can be removed: that of `/` goes with all that is below it. */
  close(): void {
    execute('umount', '--lazy', this.root);
  }
}
