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
import { text } from 'node:stream/consumers';
import type { ToolResult } from '../../core/hook-tools.ts';

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
    const client = readFileSync(new URL('./hook-tool.cjs', import.meta.url), 'utf8');
    // A hook's environment has no Node on its PATH.
    writeFileSync(this.#client, `#!${process.execPath}\n${client}`);
    chmodSync(this.#client, 0o755);
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
  }

  /** The path of the socket. */
  get address(): string {
    return path.join(this.#folder, 'agent.socket');
  }

  get #client(): string {
    return path.join(this.#folder, 'hook-tool.cjs');
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
      const { context, argv, stdin } = readRequest(await text(socket));
      const answer = this.#contexts.get(context);
      const result =
        answer === undefined
          ? { code: 1, stdout: '', stderr: `ERROR bad request: unknown context ${context}\n` }
          : await answer(argv, stdin);
      if (result === undefined) socket.destroy();
      else socket.end(JSON.stringify(result));
    } catch {
      socket.destroy();
    }
  }
}

function readRequest(json: string): Request {
  return JSON.parse(json);
}
