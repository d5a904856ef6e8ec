import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a script may name as its interpreter and find on any Ubuntu machine. */
const interpreters = ['bin/sh', 'bin/bash', 'usr/bin/env', 'usr/bin/python3'];

/** What is mounted on any Ubuntu machine: mount point, device, type of file system. */
const mounts = [
  ['/', '8:1', 'ext4'],
  ['/sys', '0:22', 'sysfs'],
  ['/proc', '0:23', 'proc'],
  ['/dev', '0:5', 'devtmpfs'],
  ['/dev/pts', '0:24', 'devpts'],
  ['/run', '0:25', 'tmpfs'],
  ['/sys/kernel/security', '0:6', 'securityfs'],
  ['/dev/shm', '0:26', 'tmpfs'],
  ['/run/lock', '0:27', 'tmpfs'],
  ['/sys/fs/cgroup', '0:28', 'cgroup2'],
  ['/sys/fs/pstore', '0:29', 'pstore'],
  ['/sys/fs/bpf', '0:30', 'bpf'],
  ['/proc/sys/fs/binfmt_misc', '0:31', 'autofs'],
  ['/dev/hugepages', '0:32', 'hugetlbfs'],
  ['/dev/mqueue', '0:20', 'mqueue'],
  ['/sys/kernel/debug', '0:7', 'debugfs'],
  ['/sys/kernel/tracing', '0:12', 'tracefs'],
  ['/sys/fs/fuse/connections', '0:33', 'fusectl'],
  ['/sys/kernel/config', '0:34', 'configfs'],
] as const;

/** As the kernel writes it (proc_pid_mountinfo(5)). */
const mountinfo = mounts
  .map(
    ([point, device, type], index) =>
      `${index + 22} ${index === 0 ? 1 : 22} ${device} / ${point} rw,relatime shared:${index + 1} - ${type} ${type} rw\n`,
  )
  .join('');

/** Temporary folders, each of which stands for the `/` of one machine, with the file systems that any machine has. */
export class MachineRoots {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'juju-model-'));
  readonly #roots = new Map<string, string>();

  /** The folder of a machine, made when it is first asked for. */
  of(machine: string): string {
    const known = this.#roots.get(machine);
    if (known !== undefined) return known;
    const root = path.join(this.#folder, `machine-${machine}`);
    for (const interpreter of interpreters) {
      const file = path.join(root, interpreter);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    }
    for (const [point] of mounts) mkdirSync(path.join(root, point), { recursive: true });
    mkdirSync(path.join(root, 'proc/self'));
    writeFileSync(path.join(root, 'proc/self/mountinfo'), mountinfo);
    this.#roots.set(machine, root);
    return root;
  }

  /** The id of a machine that is not there yet. */
  next(): string {
    let machine = 0;
    while (this.#roots.has(String(machine))) machine++;
    return String(machine);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
