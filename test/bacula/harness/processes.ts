import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Launch {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
}

/** A daemon in the foreground, which this process ends. Its output is kept for the message of a failure. */
export class Daemon {
  readonly #launch: Launch;
  readonly #isReady: () => boolean;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(launch: Launch, isReady: () => boolean) {
    this.#launch = launch;
    this.#isReady = isReady;
  }

  async start(): Promise<void> {
    const { command, environment, uid, gid } = this.#launch;
    const child = spawn(command, [...this.#launch.arguments], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    this.#child = child;
    const keep = (text: string) => {
      this.#output = (this.#output + text).slice(-4000);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => keep(error.message));
    for (let waited = 0; waited < 30_000; waited += 50) {
      if (this.#isReady()) return;
      if (child.exitCode !== null || child.signalCode !== null) break;
      await sleep(50);
    }
    await this.stop();
    throw new Error(
      `${command} ${this.#launch.arguments.join(' ')} does not start: ${this.#output}`,
    );
  }

  /** Ends the daemon: SIGTERM, and SIGKILL after ten seconds. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const isGone = await Promise.race([gone.then(() => true), sleep(10_000, false)]);
    if (isGone) return;
    child.kill('SIGKILL');
    await gone;
  }
}

/**
 * Whether something listens on this port of loopback. Read from the kernel: Bacula takes a connection that says nothing for an attack,
 * and writes so into the job's log.
 */
export function isListening(port: number): boolean {
  const address = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  const sockets = fs.readFileSync('/proc/net/tcp', 'utf8').split('\n');
  return sockets.some((line) => {
    const [, local, , state] = line.trim().split(/\s+/);
    return `${local} `.endsWith(address) && state === '0A';
  });
}

/**
 * Where this worker's ports begin. Each worker has 4,000 to itself, below those that the kernel gives to clients
 * (ip_local_port_range): a port that is free now stays so until its daemon listens.
 */
let nextPort = 10_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 5) * 4_000;

/** Ports on loopback that nothing listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = nextPort++;
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = net.createServer();
  const isBound = new Promise<boolean>((resolve) => {
    server.once('listening', () => resolve(true)).once('error', () => resolve(false));
  });
  server.listen(port, '127.0.0.1');
  if (!(await isBound)) return false;
  server.close();
  await once(server, 'close');
  return true;
}

/** Runs a program to its end and returns its stdout. */
export function execute(command: string, ...options: readonly string[]): string {
  const result = spawnSync(command, [...options], { encoding: 'utf8', timeout: 60_000 });
  if (result.status === 0) return result.stdout;
  const reason = result.error?.message ?? result.stderr;
  throw new Error(`${command} ${options.join(' ')} failed (${result.status}): ${reason}`);
}
