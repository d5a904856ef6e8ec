import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Deployment } from '../../model/deployment.ts';
import type { Databag } from '../../model/relation.ts';
import type { ConfigChanges } from '../../model/settings.ts';
import type { Unit } from '../../model/unit.ts';
import type { FrontEnd } from '../../run/front-end.ts';
import type { HookResult } from '../../run/hook-run.ts';
import { secretsWithMark, withSecretComment } from '../watch/secret.ts';
import { assertOwnerOnly, keptFiles, namedFiles } from './disk.ts';
import type { CharmTrial } from './trial.ts';

/** What a config has come to: what is published, and the files that it names, on each unit. */
export interface Result {
  readonly databags: readonly Databag[];
  readonly files: readonly Readonly<Record<string, string>>[];
}

/** One application's life. After each step it is looked at what holds at any time. */
export class Life implements AsyncDisposable {
  readonly deployment: Deployment;
  readonly #trial: CharmTrial;

  constructor(trial: CharmTrial, frontEnd: FrontEnd) {
    this.#trial = trial;
    this.deployment = new Deployment({ metadata: trial.metadata, frontEnd });
  }

  /** An application with the first config, and some relations. */
  static async begin(
    trial: CharmTrial,
    frontEnd: FrontEnd,
    { units = 2, relations = 1 } = {},
  ): Promise<Life> {
    const life = new Life(trial, frontEnd);
    for (const [uri, content] of Object.entries(secretsWithMark(trial.secrets))) {
      life.deployment.secrets.add(`of-the-trial-${uri}`, content, uri);
      life.deployment.secrets.grant(uri);
    }
    await life.step((deployment) => deployment.deploy(units));
    life.layFiles();
    await life.configure(0);
    for (let number = 0; number < relations; number++) {
      await life.step((deployment) => deployment.integrate(`provider-${number}`));
    }
    return life;
  }

  get units(): readonly Unit[] {
    return this.deployment.units;
  }

  /** The name of the unit at a place in their order. */
  unit(place: number): string {
    const unit = this.units[place];
    if (unit === undefined) throw new Error(`there is no unit at ${place}`);
    return unit.name;
  }

  /** Does something in which no hook may fail. */
  async step(run: (deployment: Deployment) => Promise<HookResult[]>): Promise<HookResult[]> {
    const hooks = await run(this.deployment);
    for (const { unit, event, isCommitted, stderr, commitError } of hooks) {
      assert.ok(isCommitted, `${event} on ${unit} failed: ${commitError ?? stderr}`);
    }
    this.assertWhole();
    return hooks;
  }

  /** Edits the config to one of those that the charm accepts. */
  configure(place: number): Promise<HookResult[]> {
    return this.step((deployment) => deployment.configure(this.changesTo(place)));
  }

  /** What makes the config of any other: what only others set is reset. */
  changesTo(place: number): ConfigChanges {
    const { configs } = this.#trial;
    return this.changes(configs[place % configs.length] ?? {});
  }

  changes(config: ConfigChanges): ConfigChanges {
    const { configs, refused = [] } = this.#trial;
    const options = [...configs, ...refused].flatMap((each) => Object.keys(each));
    const reset = options.map((option) => [option, undefined]);
    const set = Object.entries(config).map(([option, value]) => [
      option,
      typeof value === 'string' && value.startsWith('#!') ? withSecretComment(value) : value,
    ]);
    return Object.fromEntries([...reset, ...set]);
  }

  /** The files that the charm writes in folders of others. */
  get outside(): readonly string[] {
    return this.#trial.outside ?? [];
  }

  get databags(): readonly Databag[] {
    return this.deployment.relationIds().map((id) => this.deployment.databag(id));
  }

  get result(): Result {
    const named = this.databags.flatMap(namedFiles);
    const files = this.units.map(({ root }) => {
      const kept = keptFiles(root);
      return Object.fromEntries(named.map((file) => [file, kept[file] ?? 'missing']));
    });
    return { databags: this.databags, files };
  }

  /** All that the charm keeps on each unit. */
  get kept(): readonly Readonly<Record<string, string>>[] {
    return this.units.map(({ root }) => keptFiles(root));
  }

  /** Files are for root alone, and those that a databag names are there, on every unit. */
  assertWhole(): void {
    for (const { root } of this.units) assertOwnerOnly(root);
    const named = this.databags.flatMap(namedFiles);
    for (const { name, root, isInstalled, failed } of this.units) {
      if (!isInstalled || failed !== undefined) continue;
      const missing = named.filter((file) => keptFiles(root)[file] === undefined);
      assert.deepEqual(missing, [], `a databag names files that are not on ${name}`);
    }
  }

  /** Every unit is active. */
  assertActive(): void {
    for (const { name, status } of this.units) {
      assert.equal(status.status, 'active', `${name} is ${status.status}: ${status.message}`);
    }
  }

  /** Lays the trial's files on every unit's disk. */
  layFiles(): void {
    for (const { root } of this.units) {
      for (const [file, text] of Object.entries(this.#trial.files ?? {})) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
      }
    }
  }

  /** Runs the hooks again that have failed, until none has. */
  async resolve(): Promise<void> {
    for (let unit = this.#failed(); unit !== undefined; unit = this.#failed()) {
      const { name } = unit;
      await this.step((deployment) => deployment.resolve(name));
    }
  }

  #failed(): Unit | undefined {
    return this.units.find(({ failed }) => failed !== undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.deployment.close();
  }
}
