import fs from 'node:fs';
import path from 'node:path';
import { isRemote } from './mounts.ts';

/** What a process has open. */
interface Descriptor {
  /** Its folder in `/proc`. */
  readonly process: string;
  readonly number: string;
  /** The kernel's number of the mount, in the process's own list of mounts. */
  readonly mount: string;
}

/** Descriptors and processes to look at. */
export const mostOpenFiles = 200_000;

/** `O_WRONLY` and `O_RDWR`. */
const writing = 0o3;

/** The files that other processes of this machine have open for writing, at the time at which this is made. */
export class OpenFiles {
  /** Why not all of them are known. */
  readonly cut: string | undefined;
  readonly #byInode = new Map<number, Descriptor[]>();
  #looks = 0;
  #isTold = true;

  /** @param proc - `/proc`, as it is on the machine */
  constructor(proc: string, limit: number = mostOpenFiles) {
    const own = String(process.pid);
    const processes = namesIn(proc).filter((name) => /^\d+$/.test(name) && name !== own);
    for (const name of processes) this.#readProcess(path.join(proc, name), limit);
    if (processes.length === 0) this.cut = 'the system does not tell which files are open';
    else if (!this.#isTold) this.cut = 'this kernel does not tell which files are open';
    else if (this.#looks > limit) {
      this.cut = `more than ${limit.toLocaleString('en')} files are open, and not all were looked at`;
    }
  }

  isWritten({ dev, ino }: fs.Stats): boolean {
    const candidates = this.#byInode.get(ino) ?? [];
    return candidates.some((candidate) => deviceOf(candidate, ino) === dev);
  }

  #readProcess(folder: string, limit: number): void {
    if (++this.#looks > limit) return;
    for (const number of namesIn(path.join(folder, 'fdinfo'))) {
      if (++this.#looks > limit) return;
      // A socket, a pipe and the like have no path.
      if (!readlink(path.join(folder, 'fd', number)).startsWith('/')) continue;
      const facts = read(path.join(folder, 'fdinfo', number));
      const flags = Number.parseInt(fact(facts, 'flags'), 8);
      if ((flags & writing) === 0) continue;
      const inode = fact(facts, 'ino');
      if (inode === '') this.#isTold &&= facts === '';
      const descriptor = { process: folder, number, mount: fact(facts, 'mnt_id') };
      const known = this.#byInode.get(Number(inode));
      if (known === undefined) this.#byInode.set(Number(inode), [descriptor]);
      else known.push(descriptor);
    }
  }
}

/** The device of an open file with this inode. Undefined where that can't be told, or only by asking a network mount. */
function deviceOf({ process, number, mount }: Descriptor, inode: number): number | undefined {
  const mounts = read(path.join(process, 'mountinfo')).split('\n');
  const type = / - (\S+) /.exec(mounts.find((line) => line.startsWith(`${mount} `)) ?? '')?.[1];
  if (type === undefined || isRemote({ type })) return undefined;
  try {
    const { dev, ino } = fs.statSync(path.join(process, 'fd', number));
    return ino === inode ? dev : undefined;
  } catch {
    return undefined;
  }
}

function fact(facts: string, name: string): string {
  return new RegExp(`^${name}:\\s*(\\d+)$`, 'm').exec(facts)?.[1] ?? '';
}

// A process that has ended meanwhile has nothing open.

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function readlink(file: string): string {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
