import fs from 'node:fs';

/** Passes in which none of them was found, after which there is none: one that has just been started has no name yet. */
const cleanPasses = 2;
const mostPasses = 20;

/**
 * A process that leads a session of its own, and all that it has started: what is still in that session, what has left it
 * with the same environment, and all that is in the process namespace that it has made, if it has. Linux only: elsewhere it
 * is the process group.
 */
export class ProcessFamily {
  readonly #leader: number;
  readonly #mark: string;
  #namespace: OpenNamespace | undefined;

  /** @param mark - a variable (`NAME=value`) that only their environment has */
  constructor(leader: number, mark: string) {
    this.#leader = leader;
    this.#mark = mark;
  }

  /** KiB of memory that those in the session or the namespace hold. */
  memory(): number {
    this.#findNamespace();
    const all = processes().filter(
      (pid) => sessionOf(pid) === this.#leader || this.#isInNamespace(pid),
    );
    return all.reduce((sum, pid) => sum + residentMemory(pid), 0);
  }

  /** Ends them all. */
  end(): void {
    this.#findNamespace();
    kill(-this.#leader);
    for (let pass = 0, clean = 0; pass < mostPasses && clean < cleanPasses; pass += 1) {
      const left = processes().filter((pid) => this.#has(pid));
      for (const pid of left) kill(pid);
      clean = left.length === 0 ? clean + 1 : 0;
    }
    if (this.#namespace !== undefined) fs.closeSync(this.#namespace.descriptor);
    this.#namespace = undefined;
  }

  #has(pid: number): boolean {
    const session = sessionOf(pid);
    if (session === undefined || pid === process.pid) return false;
    if (session === this.#leader || this.#isInNamespace(pid)) return true;
    return read(pid, 'environ').split('\0').includes(this.#mark);
  }

  /** The namespace that the leader has made for what it starts, from when it has: it can't be asked once it has ended. */
  #findNamespace(): void {
    this.#namespace ??= openNamespace(this.#leader);
  }

  #isInNamespace(pid: number): boolean {
    return this.#namespace !== undefined && namespaceOf(pid) === this.#namespace.name;
  }
}

/** A process namespace that is kept: the kernel gives the number of one that is gone to the next one that is made. */
interface OpenNamespace {
  readonly descriptor: number;
  /** `pid:[<number>]`. */
  readonly name: string;
}

/** The namespace that a process has made for what it starts. Undefined where it has made none. */
function openNamespace(pid: number): OpenNamespace | undefined {
  let descriptor: number;
  try {
    descriptor = fs.openSync(`/proc/${pid}/ns/pid_for_children`, 'r');
  } catch {
    return undefined;
  }
  const name = fs.readlinkSync(`/proc/self/fd/${descriptor}`);
  if (name !== namespaceOf(process.pid)) return { descriptor, name };
  fs.closeSync(descriptor);
  return undefined;
}

function namespaceOf(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

function processes(): number[] {
  try {
    return fs.readdirSync('/proc').map(Number).filter(Number.isSafeInteger);
  } catch {
    return [];
  }
}

/** The session that the process is in; undefined where it has ended. */
function sessionOf(pid: number): number | undefined {
  // Its name, in parentheses, may hold anything.
  const [state = 'X', , , session] = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return /^[ZX]?$/.test(state) ? undefined : Number(session);
}

function residentMemory(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(pid, 'status'))?.[1] ?? 0);
}

function read(pid: number, file: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
