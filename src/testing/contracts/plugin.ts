import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Charm } from '../../core/charm.ts';
import { Config, type ConfigValue } from '../../core/juju/config.ts';
import type { Databag } from '../../core/juju/databag.ts';
import type { Plugin } from '../../core/plugin.ts';
import { readFinding } from '../../core/problems/read-finding.ts';
import { specOf } from '../../core/spec/draft.ts';
import { ManagedFolder } from '../../core/unit/managed-folder.ts';
import { OriginalFolders } from '../../core/unit/original-folders.ts';
import { UnitDisk } from '../../core/unit/unit-disk.ts';
import { type Validation, validate } from '../../core/validate.ts';
import { snapshot } from './folder-snapshot.ts';
import type { Suite } from './suite.ts';

/** What the plugin is tried with: something that it has work with. */
export interface PluginTrial {
  readonly config?: Readonly<Record<string, ConfigValue>>;
  /** Files on the unit's disk, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Plugins that run before it, as it needs their part of the draft. */
  readonly before?: readonly Plugin[];
}

const unit = { name: 'app/0', application: 'app', number: 0 };

/** The rules that every plugin keeps, on every hook that it taps. */
export function describePlugin(
  { describe, it }: Suite,
  factory: () => Plugin,
  { config = {}, files = {}, before = [] }: PluginTrial = {},
): void {
  const { name } = factory();
  const onUnit = (judge: (trial: Trial) => Promise<void>) => async () => {
    const root = mkdtempSync(join(tmpdir(), 'backup-integrator-contract-'));
    try {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
      }
      await judge(new Trial(root, new Charm([...before, factory()]), config));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  };

  describe(`the plugin ${name}`, () => {
    it('has a name, the same one each time', () => {
      assert.match(name, /^[A-Za-z][A-Za-z0-9_$-]*$/);
      assert.equal(factory().name, name);
    });

    it('shares nothing between two of its kind, and fits into a plugin list', () => {
      assert.notEqual(factory(), factory());
      assert.deepEqual(new Charm([factory()]).plugins, [name]);
    });

    it(
      'writes nothing in validateConfig',
      onUnit(async (trial) => {
        const files = snapshot(trial.root);
        await trial.validate();
        assert.deepEqual(snapshot(trial.root), files);
      }),
    );

    it(
      'comes to the same result twice',
      onUnit(async (trial) => {
        assert.deepEqual(await trial.validate(), await trial.validate());
      }),
    );

    it(
      'does not fail, and reports whole problems under its own name',
      onUnit(async (trial) => {
        const own = (await trial.validate()).problems.filter(({ plugin }) => plugin === name);
        for (const problem of own) {
          readFinding(problem);
          assert.notEqual(problem.code, 'plugin/failed', problem.message);
        }
      }),
    );

    it(
      'copes with a config of which nothing is set',
      onUnit(async ({ root, charm }) => {
        const { problems } = await new Trial(root, charm, {}).validate();
        assert.deepEqual(
          problems.filter(({ code }) => code === 'plugin/failed'),
          [],
        );
      }),
    );

    it(
      'touches nothing in materializeFiles the second time',
      onUnit(async (trial) => {
        await trial.materialize();
        const files = snapshot(trial.root);
        assert.deepEqual([await trial.materialize(), snapshot(trial.root)], [[], files]);
      }),
    );

    it(
      'leaves the databags alone where it is not on the leader',
      onUnit(async (trial) => {
        assert.deepEqual(await trial.publish(false), []);
      }),
    );

    it(
      'publishes the same the second time',
      onUnit(async (trial) => {
        const first = await trial.publish(true);
        assert.deepEqual(await trial.publish(true), first);
      }),
    );
  });
}

/** One charm on one unit. */
class Trial {
  readonly root: string;
  readonly charm: Charm;
  readonly #config: Readonly<Record<string, ConfigValue>>;

  constructor(root: string, charm: Charm, config: Readonly<Record<string, ConfigValue>>) {
    this.root = root;
    this.charm = charm;
    this.#config = config;
  }

  validate(): Promise<Validation> {
    return validate(this.charm, {
      config: new Config(new Map(Object.entries(this.#config))),
      disk: new UnitDisk(this.root),
      managedFolder: new ManagedFolder(this.root, unit).path,
      relations: [],
      contributions: { unit: unit.name, collect: () => new Map() },
      sitePlugins: {
        command: [process.execPath],
        seconds: 5,
        root: this.root,
        fetch: () => undefined,
      },
    });
  }

  /** Returns what the managed folder would write to the log. */
  async materialize(): Promise<string[]> {
    const { draft } = await this.validate();
    const changes: string[] = [];
    const folder = new ManagedFolder(this.root, unit, (change) => changes.push(change));
    await this.charm.hooks.materializeFiles.call({
      contextFor: () => ({ spec: specOf(draft), scripts: draft.scripts, folder }),
      failed: rethrow,
    });
    return changes;
  }

  /** Returns what was done with the databags of two relations: each read, and each databag that was put in place. */
  async publish(isLeader: boolean): Promise<(string | Databag)[]> {
    const { draft } = await this.validate();
    const done: (string | Databag)[] = [];
    const relations = ['backup:1', 'backup:2'].map((id) => ({
      id,
      provider: () => ({}),
      committed: () => {
        done.push(`read ${id}`);
        return {};
      },
      replace: (wanted: Databag) => {
        done.push(wanted);
      },
    }));
    const context = {
      spec: specOf(draft),
      entries: draft.entries,
      isLeader,
      relations,
      originals: new OriginalFolders(this.root, unit),
      contribute: () => {},
    };
    await this.charm.hooks.publishRelation.call({
      contextFor: () => context,
      failed: rethrow,
    });
    return done;
  }
}

function rethrow(error: Error): never {
  throw error;
}
