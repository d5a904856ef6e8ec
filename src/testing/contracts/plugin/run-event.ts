import type { Charm } from '../../../core/charm.ts';
import type { ActionResults } from '../../../core/hooks/hooks.ts';
import { ActionFailure, type PluginError } from '../../../core/hooks/plugin.ts';
import type { HookCall } from '../../../core/hooks/taps.ts';
import type { JujuRelation } from '../../../core/juju/backup-relation.ts';
import type { Databag } from '../../../core/juju/databag.ts';
import { HookTools } from '../../../core/juju/hook-tools.ts';
import { Secrets } from '../../../core/juju/secrets.ts';
import { filesOf } from '../../../core/materialize.ts';
import { holdsBack, type Problem } from '../../../core/problems/problem.ts';
import { publish } from '../../../core/publish.ts';
import { emptySpec } from '../../../core/spec/spec.ts';
import { UnitDisk } from '../../../core/unit/disk/unit-disk.ts';
import { keptFiles } from '../../../core/unit/files/kept-files.ts';
import { ManagedBase } from '../../../core/unit/files/managed-base.ts';
import { type Files, ManagedFolder } from '../../../core/unit/files/managed-folder.ts';
import { OutsideFiles } from '../../../core/unit/files/outside-files.ts';
import { RunRecords } from '../../../core/unit/files/run-records.ts';
import type { Memory } from '../../../core/unit/files/unit-state.ts';
import { type Validation, validate } from '../../../core/validate.ts';
import { assertNoSecret } from '../watch/secret.ts';
import { WatchedConfig } from '../watch/watched-config.ts';
import type { Situation } from './trial.ts';

export interface EventInput extends Situation {
  readonly unit: string;
  readonly root: string;
  /** What the other unit has contributed, by plugin. */
  readonly said: ReadonlyMap<string, string>;
  /** The content of each user secret that is granted, by URI. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One event, hook for hook, and what each of them came to. */
export class Event {
  /** The options that each plugin has read. */
  readonly reads = new Map<string, Set<string>>();
  /** Failures of plugins, but for those that became a problem. */
  readonly failures: string[] = [];
  /** What plugins did after their turn, when the hook was over. */
  readonly late: string[] = [];
  /** What was written to the log. */
  readonly log: string[] = [];
  readonly contributed = new Map<string, string>();
  /** Reads of this application's databag, which Juju allows to the leader alone. */
  readonly committedReads: string[] = [];
  readonly databags = new Map<string, Databag>();
  /** How often it was written to a relation. */
  writes = 0;
  /** Keys that two plugins want. */
  readonly conflicts: string[] = [];
  /** The files in folders of others that plugins wanted written or removed, by absolute path. */
  readonly outside = new Set<string>();
  /** What plugins put last. */
  files: Files = {};
  readonly charm: Charm;
  readonly #input: EventInput;
  readonly #config: WatchedConfig;
  readonly #relations: readonly JujuRelation[];
  readonly #secrets: Secrets;
  readonly #memory: Memory = { wasPublished: false, logged: [], files: {}, notes: {} };
  #turn: string | undefined;
  #validation: Validation | undefined;

  constructor(charm: Charm, input: EventInput) {
    this.charm = charm;
    this.#input = input;
    this.#config = new WatchedConfig(input.config, (option) => this.#noteRead(option));
    this.#relations = Array.from({ length: input.relations }, (_, number) => ({
      id: `backup:${number}`,
      application: `provider-${number}`,
      provider: () => ({}),
      committed: () => {
        this.committedReads.push(`backup:${number}`);
        return this.databags.get(`backup:${number}`) ?? {};
      },
    }));
    this.#secrets = new Secrets({
      secretGet(uri) {
        const content = input.secrets[uri];
        return content === undefined ? { kind: 'missing' } : { kind: 'content', content };
      },
    });
    charm.call.validateConfig = this.#watched(charm.call.validateConfig);
    charm.call.materializeFiles = this.#watched(charm.call.materializeFiles);
    charm.call.publishRelation = this.#watched(charm.call.publishRelation);
  }

  get validation(): Validation {
    if (this.#validation === undefined) throw new Error('validateConfig has not been called');
    return this.#validation;
  }

  get problems(): readonly Problem[] {
    return this.validation.problems;
  }

  get isLeader(): boolean {
    return this.#input.isLeader;
  }

  /** Whether it comes to publishing: nothing is held back. */
  get isPublished(): boolean {
    return !this.problems.some(holdsBack) && this.validation.spec.fileset.length > 0;
  }

  async validate(): Promise<void> {
    const { root, unit, isLeader, said } = this.#input;
    this.#validation = await validate(this.charm, {
      config: this.#config,
      disk: new UnitDisk(root),
      runs: new RunRecords(root, 'app'),
      managedFolder: new ManagedFolder(root, 'app').path,
      unit,
      relations: this.#relations,
      peers: {
        // One unit has answered, one has not yet, and one says what no plugin has ever said.
        collect: (plugin) =>
          isLeader
            ? new Map([
                ['app/1', said.get(plugin) ?? ''],
                ['app/2', ''],
                ['app/3', '{"no": [contribution'],
              ])
            : undefined,
      },
      secret: (uri) => this.#secrets.read(uri),
      sitePlugins: { command: [process.execPath], seconds: 5, root, fetch: () => undefined },
    });
  }

  async materialize(leaving = false): Promise<void> {
    const { root, unit } = this.#input;
    const { spec, draft } = this.validation;
    const folder = new ManagedFolder(root, 'app', (change) => this.log.push(change));
    const situation = {
      config: this.#config,
      spec: leaving ? emptySpec : spec,
      scripts: leaving ? [] : draft.scripts,
      leaving,
      isConfirmed: true,
      wasPublished: this.#memory.wasPublished,
      isShared: false,
      unit,
      base: new ManagedBase(root),
      outside: this.#outsideFiles,
      runs: new RunRecords(root, 'app'),
      tell: (clause: string) => this.log.push(clause),
      secret: (uri: string) => this.#secrets.read(uri),
      now: Date.now(),
    };
    const { files } = await filesOf(this.charm, situation, folder, this.#memory, (error) =>
      this.#failed(error),
    );
    folder.make(files);
    this.#memory.files = files;
    this.files = files;
  }

  async publish(): Promise<void> {
    const { isLeader } = this.#input;
    const tools = new HookTools(([tool, , id = ''], stdin) => {
      const changes: Databag = JSON.parse(stdin);
      this.writes++;
      const all = Object.entries({ ...this.databags.get(id), ...changes });
      this.databags.set(id, Object.fromEntries(all.filter(([, value]) => value !== '')));
      return { code: tool === 'relation-set' ? 0 : 1, stdout: '', stderr: '' };
    });
    const publication = {
      validation: this.validation,
      config: this.#config,
      isLeader,
      relations: this.#relations,
    };
    try {
      const conflicts = await publish(
        this.charm,
        publication,
        tools,
        (plugin, text) => this.contributed.set(plugin, text),
        (change) => this.log.push(change),
      );
      this.conflicts.push(...conflicts.map(({ message }) => message));
    } catch (error) {
      this.failures.push(error instanceof Error ? error.message : String(error));
    }
    this.#memory.wasPublished ||= this.#input.relations > 0;
  }

  /** Notes which files plugins name. What can't be written or removed counts as a failure. */
  get #outsideFiles(): Pick<OutsideFiles, 'write' | 'remove'> {
    const { root } = this.#input;
    const failed = (_: string, { message }: Error) => this.failures.push(message);
    const real = new OutsideFiles(root, new UnitDisk(root), failed, (change) =>
      this.log.push(change),
    );
    return {
      write: (file, text) => {
        this.outside.add(file.path);
        real.write(file, text);
      },
      remove: (file) => {
        this.outside.add(file.path);
        return real.remove(file);
      },
    };
  }

  /** Runs an action, without parameters. */
  async act(action: string): Promise<ActionResults | undefined> {
    const { root, unit } = this.#input;
    const run = this.charm.actions.get(action);
    return run?.({
      contextFor: (turn) => ({
        parameters: {},
        config: this.#config,
        disk: new UnitDisk(root),
        unit,
        secret: (uri) => this.#secrets.read(uri),
        relations: this.#relations,
        runs: new RunRecords(root, 'app'),
        isLeader: () => this.isLeader,
        standing: async () => (this.#relations.length > 0 ? 'published' : 'no-relation'),
        judge: async () => this.validation,
        files: () => keptFiles(new ManagedFolder(root, 'app'), this.#memory.files),
        secretValues: () => [],
        // Nothing of a trial is run.
        run: async () => ({
          end: { kind: 'exited', exitCode: 0 },
          seconds: 0,
          output: [],
          errorOutput: [],
        }),
        log(line) {
          if (turn.use('log')) assertNoSecret(line, 'the log');
        },
        fail(reason, results) {
          throw new ActionFailure(reason, results);
        },
      }),
      failed(error) {
        throw error;
      },
    });
  }

  /** Hands each plugin's failure on, and keeps those that come when the hook is over. */
  #watched<Context, Result>(call: (given: HookCall<Context>) => Promise<Result>) {
    return async (given: HookCall<Context>): Promise<Result> => {
      let isOver = false;
      try {
        return await call({
          contextFor: (turn) => {
            this.#turn = turn.plugin;
            return given.contextFor(turn);
          },
          failed: (error) => {
            if (isOver) this.late.push(error.message);
            else given.failed(error);
          },
        });
      } finally {
        isOver = true;
        this.#turn = undefined;
      }
    };
  }

  #failed(error: PluginError): void {
    this.failures.push(error.message);
  }

  #noteRead(option: string): void {
    if (this.#turn === undefined) return;
    const options = this.reads.get(this.#turn) ?? new Set();
    this.reads.set(this.#turn, options.add(option));
  }
}

/** Runs all hooks of an event. */
export async function runEvent(charm: Charm, input: EventInput): Promise<Event> {
  const event = new Event(charm, input);
  await event.validate();
  await event.materialize();
  if (event.isPublished) await event.publish();
  return event;
}
