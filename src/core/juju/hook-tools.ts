import { spawnSync } from 'node:child_process';
import { CharmError } from '../problems/charm-error.ts';
import { oneLine, outgoing, quote } from '../problems/quote.ts';
import { actionResult } from './action-result.ts';
import { Config, type ConfigValue } from './config.ts';
import { type Databag, encodeDatabag } from './databag.ts';
import type { SecretAnswer } from './secrets.ts';

/** How a hook tool ended. `code` is null where it never started or was killed. */
export interface ToolResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one hook tool to its end: `argv[0]` is its name, `stdin` what it reads. */
export type RunTool = (argv: readonly [string, ...string[]], stdin: string) => ToolResult;

/** The statuses that a charm may set. */
type StatusName = 'maintenance' | 'blocked' | 'waiting' | 'active';

export interface Status {
  readonly status: StatusName;
  readonly message: string;
}

/** A hook tool that failed, or answered with something that it never should. */
export class HookToolError extends CharmError {
  override readonly name = 'HookToolError';
  readonly argv: readonly string[];
  readonly code: number | null;
  readonly stderr: string;

  constructor(
    argv: readonly string[],
    result: Pick<ToolResult, 'code' | 'stderr'>,
    reason: string,
  ) {
    super(`${argv[0]} ${reason}`);
    this.argv = argv;
    this.code = result.code;
    this.stderr = result.stderr;
  }
}

/** Runs the hook tool that Juju put on PATH. Synchronous: Juju's agent serves one call at a time. No time limit: Juju owns it. */
export const runTool: RunTool = ([tool, ...args], stdin) => {
  // No argument can hold one, and what is in it may be anybody's.
  if (args.some((arg) => arg.includes('\0'))) {
    return { code: null, stdout: '', stderr: 'an argument has a NUL in it' };
  }
  const child = spawnSync(tool, args, {
    input: stdin,
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  // A tool that ends before it has read its stdin breaks the pipe; its exit code tells more than that.
  if (child.error !== undefined && child.status === null) {
    return { code: null, stdout: '', stderr: child.error.message };
  }
  const stderr = child.signal === null ? child.stderr : `killed by ${child.signal}`;
  return { code: child.status, stdout: child.stdout, stderr };
};

/**
 * Juju's hook tools, one method for each, named as Juju names them. What is said to people by way of them, in the log, a
 * status or an action's results, is made visible and one line here, so that nobody has to think of it.
 */
export class HookTools {
  readonly #run: RunTool;
  #isLeader: boolean | undefined;

  constructor(run: RunTool) {
    this.#run = run;
  }

  configGet(): Config {
    const argv = ['config-get', '--format=json'] as const;
    const values = new Map<string, ConfigValue>();
    for (const [option, value] of Object.entries(this.#object(argv))) {
      if (!isConfigValue(value)) throw unexpected(argv, `a value for ${option} that is no scalar`);
      values.set(option, value);
    }
    return new Config(values);
  }

  /** Asked once: Juju promises a leader its place for the next 30 seconds, and refuses the hook's changes after that. */
  isLeader(): boolean {
    const argv = ['is-leader', '--format=json'] as const;
    const answer = this.#isLeader ?? this.#json(argv);
    if (typeof answer !== 'boolean') throw unexpected(argv, 'neither true nor false');
    this.#isLeader = answer;
    return answer;
  }

  /** The ids (`<endpoint>:<number>`) of the endpoint's relations. */
  relationIds(endpoint: string): string[] {
    // What is meant for one endpoint must never reach a relation of another.
    const isId = (id: string) => id.startsWith(`${endpoint}:`) && /:\d+$/.test(id);
    return this.#names(['relation-ids', '--format=json', endpoint], 'a relation id', isId);
  }

  /** The units at the other end of the relation; in a peer relation, the other units of the application. */
  relationList(relation: string): string[] {
    const isUnit = (unit: string) => /^[a-z][a-z0-9-]*\/\d+$/.test(unit);
    return this.#names(['relation-list', '--format=json', '-r', relation], 'a unit', isUnit);
  }

  /** The name of the application at the other end of the relation. */
  relationListApp(relation: string): string {
    const argv = ['relation-list', '--format=json', '-r', relation, '--app'] as const;
    const answer = this.#json(argv);
    if (typeof answer !== 'string') throw unexpected(argv, 'no name of an application');
    return answer;
  }

  /**
   * The databag of an application or a unit in the relation, with what this hook has set.
   * Juju lets only the leader read its own application's.
   *
   * @param owner - the name of the application, or of the unit
   */
  relationGet(relation: string, owner: string): Databag {
    const app = owner.includes('/') ? [] : ['--app'];
    const argv = ['relation-get', '--format=json', '-r', relation, ...app, '-', owner] as const;
    const databag = Object.entries(this.#object(argv)).map(([key, value]): [string, string] => {
      if (typeof value === 'string') return [key, value];
      throw unexpected(argv, `a value for ${key} that is no string`);
    });
    return Object.fromEntries(databag);
  }

  /** Merges `changes` into this application's databag, or this unit's. Committed by Juju when the hook exits 0. */
  relationSet(relation: string, owner: 'application' | 'unit', changes: Databag): void {
    const app = owner === 'application' ? ['--app'] : [];
    this.#call(['relation-set', '-r', relation, ...app, '--file', '-'], encodeDatabag(changes));
  }

  /** Absolute path of the file of a resource, which Juju fetches first. Undefined where no file is attached. */
  resourceGet(resource: string): string | undefined {
    const argv = ['resource-get', resource] as const;
    const result = this.#run(argv, '');
    if (result.code === 1 && /\bnot found\s*$/.test(result.stderr)) return undefined;
    return succeeded(argv, result).trimEnd();
  }

  /**
   * The newest content of a user secret, which this unit tracks from now on.
   *
   * @param uri - one that can be an argument
   */
  secretGet(uri: string): Exclude<SecretAnswer, { readonly kind: 'malformed' }> {
    const argv = ['secret-get', '--refresh', '--format=json', uri] as const;
    const result = this.#run(argv, '');
    if (result.code === 1 && isDenied.test(result.stderr)) return { kind: 'denied' };
    if (result.code === 1 && isMissing.test(result.stderr)) return { kind: 'missing' };
    const answer = parsed(argv, succeeded(argv, result));
    // Nothing of what it holds is said.
    if (!isObject(answer)) throw unexpected(argv, 'no JSON object');
    const content = Object.entries(answer).map(([key, value]): [string, string] => {
      if (typeof value === 'string') return [key, value];
      throw unexpected(argv, 'a value that is no string');
    });
    return { kind: 'content', content: Object.freeze(Object.fromEntries(content)) };
  }

  statusGet(): { readonly status: string; readonly message: string } {
    const argv = ['status-get', '--format=json', '--include-data'] as const;
    const { status, message } = this.#object(argv);
    if (typeof status !== 'string' || typeof message !== 'string')
      throw unexpected(argv, 'no status');
    return { status, message };
  }

  statusSet({ status, message }: Status): void {
    this.#call(['status-set', '--', status, outgoing(message)]);
  }

  jujuLog(level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR', message: string): void {
    this.#call(['juju-log', '--log-level', level, '--', outgoing(message)]);
  }

  /** The parameters of the action that runs, with the defaults of its schema. */
  actionGet(): Readonly<Record<string, unknown>> {
    return this.#object(['action-get', '--format=json']);
  }

  /** Keys of `[a-z0-9-]`. A list of texts becomes a line for each; what else is no text, number or truth value, JSON. */
  actionSet(results: Readonly<Record<string, unknown>>): void {
    const pairs = Object.entries(results).map(
      ([key, value]) => `${outgoing(key)}=${actionResult(key, value)}`,
    );
    if (pairs.length > 0) this.#call(['action-set', ...pairs]);
  }

  actionFail(message: string): void {
    this.#call(['action-fail', '--', outgoing(message)]);
  }

  actionLog(line: string): void {
    this.#call(['action-log', '--', outgoing(line)]);
  }

  #object(argv: readonly [string, ...string[]]): Record<string, unknown> {
    const answer = this.#json(argv);
    if (!isObject(answer)) throw unexpected(argv, 'no JSON object');
    return answer;
  }

  #names(
    argv: readonly [string, ...string[]],
    what: string,
    isOne: (name: string) => boolean,
  ): string[] {
    const answer = this.#json(argv);
    if (!Array.isArray(answer)) throw unexpected(argv, 'no list');
    return answer.map((name: unknown) => {
      if (typeof name !== 'string') throw unexpected(argv, `${what} that is no string`);
      if (!isOne(name)) throw unexpected(argv, `${quote(name)}, which is not ${what}`);
      return name;
    });
  }

  #json(argv: readonly [string, ...string[]]): unknown {
    return parsed(argv, this.#call(argv));
  }

  #call(argv: readonly [string, ...string[]], stdin = ''): string {
    return succeeded(argv, this.#run(argv, stdin));
  }
}

function succeeded(argv: readonly string[], result: ToolResult): string {
  if (result.code === 0) return result.stdout;
  const said = oneLine(result.stderr) || 'it gave no reason';
  const how = result.code === null ? 'could not run' : `failed with exit code ${result.code}`;
  throw new HookToolError(argv, result, `${how}: ${said}`);
}

function parsed(argv: readonly string[], stdout: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    throw unexpected(argv, stdout === '' ? 'nothing' : 'something that is not JSON');
  }
}

/** In the words of Juju 3.6, and of Juju 4. What a store of secrets refuses to Juju itself begins otherwise. */
const isDenied = /^ERROR (?:permission denied$|"[^"]*" is not allowed to read this secret)/m;
const isMissing = /^ERROR (?:.*: )?secret (?:"[^"]*" )?not found$/m;

function unexpected(argv: readonly string[], what: string): HookToolError {
  return new HookToolError(argv, { code: 0, stderr: '' }, `answered with ${what}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isConfigValue(value: unknown): value is ConfigValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
