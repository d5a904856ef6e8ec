import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ToolResult } from '../../core/juju/hook-tools.ts';

/** What a hook tool sends. */
interface Request {
  readonly context: string;
  readonly argv: readonly [string, ...string[]];
  readonly stdin: string;
}

/** Answers one call of a hook tool. Undefined where the caller is gone. */
export type Answer = (
  argv: readonly [string, ...string[]],
  stdin: string,
) => Promise<ToolResult | undefined>;

/** The unit agents' side: the executables of the hook tools, and the socket that they talk to. */
export class Agent {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'juju-agent-'));
  readonly #contexts = new Map<string, Answer>();
  readonly #server: Server;
  #listening: Promise<void> | undefined;

  constructor() {
    const client = readFileSync(new URL('./hook-tool.pl', import.meta.url), 'utf8');
    writeFileSync(this.#client, `#!/usr/bin/perl\n${client}`);
    chmodSync(this.#client, 0o755);
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
  }

  /** The path of the socket. */
  get address(): string {
    return path.join(this.#folder, 'agent.socket');
  }

  get #client(): string {
    return path.join(this.#folder, 'hook-tool.pl');
  }

  /** Serves a hook's tools until the returned function is called. */
  async open(context: string, answer: Answer): Promise<() => void> {
    this.#listening ??= new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(this.address, resolve);
    });
    await this.#listening;
    this.#contexts.set(context, answer);
    return () => this.#contexts.delete(context);
  }

  /** Makes a folder of hook tools for one hook, to be first on its PATH. */
  toolFolder(name: string, tools: readonly string[]): string {
    const folder = path.join(this.#folder, name);
    mkdirSync(folder);
    for (const tool of tools) symlinkSync(this.#client, path.join(folder, tool));
    return folder;
  }

  async close(): Promise<void> {
    if (this.#listening !== undefined) {
      await new Promise((resolve) => this.#server.close(resolve));
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #serve(socket: Socket): Promise<void> {
    // A charm that is killed takes its hook tool's end of the socket with it.
    socket.on('error', () => socket.destroy());
    try {
      const { context, argv, stdin } = readRequest(await buffer(socket));
      const answer = this.#contexts.get(context);
      const result =
        answer === undefined
          ? { code: 1, stdout: '', stderr: `ERROR bad request: unknown context ${context}\n` }
          : await answer(argv, stdin);
      if (result === undefined) socket.destroy();
      else socket.end(encodeAnswer(result));
    } catch {
      socket.destroy();
    }
  }
}

/** `<context> NUL <number of words> NUL <word> NUL ... <stdin>`: what hook-tool.pl sends. */
function readRequest(sent: Buffer): Request {
  let start = 0;
  const next = () => {
    const end = sent.indexOf(0, start);
    const part = sent.toString('utf8', start, end);
    start = end + 1;
    return part;
  };
  const context = next();
  const [tool = '', ...args] = Array.from({ length: Number(next()) }, next);
  return { context, argv: [tool, ...args], stdin: sent.toString('utf8', start) };
}

/** `<exit code> <bytes of stdout> LF <stdout> <stderr>`: what hook-tool.pl reads. A tool that never started has no code. */
function encodeAnswer({ code, stdout, stderr }: ToolResult): string {
  return `${code ?? 127} ${Buffer.byteLength(stdout)}\n${stdout}${stderr}`;
}
