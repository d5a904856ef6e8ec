import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** What one system call is made to do: to fail with an error, or never to come, as the process is killed at it. */
export interface Injection {
  readonly call: string;
  /** Which call of that name in the charm's own thread, counted from 1. */
  readonly ordinal: number;
  readonly fault: Fault;
}

/** What goes wrong. */
export const faults = ['kill', 'ENOSPC', 'EROFS', 'EIO', 'EACCES', 'EDQUOT', 'EMFILE'] as const;
export type Fault = (typeof faults)[number];

/** The calls that strace follows: all that can change a disk. */
const followed = [
  ...['openat', 'open', 'creat', 'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2'],
  ...['rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir', 'mkdir', 'mkdirat'],
  ...['mknod', 'mknodat', 'link', 'linkat', 'symlink', 'symlinkat', 'truncate', 'ftruncate'],
  ...['fallocate', 'chmod', 'fchmod', 'fchmodat', 'fchmodat2', 'chown', 'fchown', 'lchown'],
  ...['fchownat', 'fsync', 'fdatasync', 'sync_file_range', 'copy_file_range', 'sendfile', 'splice'],
  ...['utimensat', 'setxattr', 'fsetxattr', 'lsetxattr'],
];

/** A built charm, whose `dispatch` runs under strace. */
export class TracedCharm {
  /** The folder to be given to whatever starts the charm. */
  readonly folder = temporaryFolder('traced');

  constructor(charmDir: string) {
    const words = ['strace', '--quiet=all', '-y', '-s', '4096', '-o', this.#trace];
    // A call that this machine's kernel has not is passed over: ?name.
    words.push('-e', `trace=${followed.map((call) => `?${call}`).join()}`);
    // Its own thread does all that concerns its files; hook tools and other threads are not followed.
    // A fault that hits something else may make a runtime wait for ever. timeout ends the whole process group.
    const script = `#!/bin/sh\nexec timeout --signal=KILL 20 ${words.join(' ')} $(cat '${this.#options}') '${charmDir}/dispatch'\n`;
    fs.writeFileSync(path.join(this.folder, 'dispatch'), script, { mode: 0o755 });
    this.inject(undefined);
  }

  /** Says what happens to the next run. */
  inject(injection: Injection | undefined): void {
    fs.rmSync(this.#trace, { force: true });
    fs.writeFileSync(this.#options, injection === undefined ? '' : optionFor(injection));
  }

  /** What strace has written of the last run. */
  get lines(): readonly string[] {
    return fs.readFileSync(this.#trace, 'utf8').split('\n');
  }

  get #trace(): string {
    return path.join(this.folder, 'trace');
  }

  get #options(): string {
    return path.join(this.folder, 'options');
  }
}

function optionFor({ call, ordinal, fault }: Injection): string {
  const what = fault === 'kill' ? 'signal=KILL' : `error=${fault}`;
  return `-e inject=${call}:${what}:when=${ordinal}`;
}
