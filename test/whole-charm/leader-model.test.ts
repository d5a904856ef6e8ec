import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Deployment, type FrontEnd, inProcess } from '../../src/testing/index.ts';
import { metadata, scriptsFolder, scriptsOn, writes } from '../support/deployment.ts';
import { charm } from '../support/standard.ts';
import { drop, put } from '../support/units.ts';

type UnitStep = 'block' | 'heal' | 'elect' | 'down' | 'tamper' | 'leave';

/** One thing that happens. Units are picked by number from those that are there. */
type Step =
  | { readonly kind: 'edit'; readonly isValid: boolean; readonly scripts: readonly string[] }
  | { readonly kind: UnitStep | 'revert'; readonly pick: number }
  | { readonly kind: 'add unit' | 'integrate' | 'separate' | 'update status' | 'repair' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('edit' as const),
        isValid: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
        scripts: fc.subarray(['run-before-backup', 'run-after-backup', 'run-before-restore']),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom<UnitStep | 'revert'>(
          ...(['block', 'heal', 'elect', 'down', 'tamper', 'leave', 'revert'] as const),
        ),
        pick: fc.nat(5),
      }),
    },
    fc.record({
      kind: fc.constantFrom(
        'add unit' as const,
        'integrate',
        'separate',
        'update status',
        'repair',
      ),
    }),
  ),
  { maxLength: 14 },
);

/** A unit without it is blocked by its own disk, as `paths-exist` asks for it. */
const need = 'srv/need';

/** One deployment, and what is known of it: which config is which, and which unit has run under which. */
class World {
  readonly down = new Set<string>();
  readonly juju: Deployment;
  readonly #configs: { readonly isValid: boolean; readonly scripts: readonly string[] }[] = [];
  #current = 0;
  #published: number | undefined;
  /** Relations that were removed: one that a unit is still to hear of is nobody's to keep up. */
  readonly #removed = new Set<string>();
  /** The configs that were published while a unit ran, by unit. */
  readonly #seen = new Map<string, Set<number>>();

  constructor() {
    const real = inProcess(charm);
    const frontEnd: FrontEnd = {
      ...real,
      run: async (hook) =>
        this.down.has(hook.unit)
          ? { code: 1, signal: null, stdout: '', stderr: 'down\n' }
          : real.run(hook),
    };
    this.juju = new Deployment({ metadata, frontEnd });
  }

  async take(step: Step): Promise<void> {
    const { juju } = this;
    const unit = 'pick' in step ? juju.units[step.pick % juju.units.length]?.name : undefined;
    switch (step.kind) {
      case 'edit':
        await this.#edit(step);
        break;
      case 'revert':
        await this.#configure(step.pick % this.#configs.length);
        break;
      case 'add unit':
        if (juju.units.length < 4) await this.addUnit();
        break;
      case 'integrate':
        if (this.#relations.length < 2) await juju.integrate(`provider-${this.#configs.length}`);
        break;
      case 'separate':
        await this.#separate();
        break;
      case 'update status':
        await juju.updateStatus();
        break;
      case 'repair':
        await this.repair();
        break;
      default:
        if (unit !== undefined) await this.#onUnit(step.kind, unit);
    }
    this.#note();
  }

  async addUnit(): Promise<void> {
    await this.juju.addUnit();
    const unit = this.juju.units.at(-1);
    if (unit !== undefined) put(this.juju, unit.name, need);
  }

  /** Every unit runs again, and its disk has what it should. */
  async repair(): Promise<void> {
    this.down.clear();
    for (const { name } of this.juju.units) put(this.juju, name, need);
    for (const { name, failed } of this.juju.units) if (failed) await this.juju.resolve(name);
    await this.juju.updateStatus();
    this.#note();
  }

  async #edit({ isValid, scripts }: Extract<Step, { kind: 'edit' }>): Promise<void> {
    await this.#configure(this.#configs.push({ isValid, scripts }) - 1);
  }

  /** Configs come back as they were: what a unit remembers of one must not be taken for news. */
  async #configure(number: number): Promise<void> {
    const { isValid = false, scripts = [] } = this.#configs[number] ?? {};
    this.#current = number;
    const all = ['run-before-backup', 'run-after-backup', 'run-before-restore'];
    await this.juju.configure({
      fileset: isValid ? `/${need},/srv/${number}` : `srv/${number}`,
      plugins: '- paths-exist: {except: ["/srv/[0-9]*"]}',
      ...Object.fromEntries(
        all.map((option) => [option, scripts.includes(option) ? script(number) : undefined]),
      ),
    });
  }

  async #separate(): Promise<void> {
    const [id] = this.#relations;
    if (id === undefined) return;
    this.#removed.add(id);
    await this.juju.removeRelation(id);
  }

  async #onUnit(kind: UnitStep, unit: string): Promise<void> {
    const { juju } = this;
    if (kind === 'block') drop(juju, unit, need);
    if (kind === 'heal') put(juju, unit, need);
    if (kind === 'elect') await juju.setLeader(unit);
    if (kind === 'down') this.down.add(unit);
    if (kind === 'tamper' && !this.down.has(unit) && juju.unit(unit).failed === undefined) {
      rmSync(join(juju.unit(unit).root, scriptsFolder), { recursive: true, force: true });
      await juju.updateStatus(unit);
    }
    if (kind === 'leave' && juju.units.length > 1 && !this.down.has(unit)) {
      await juju.removeUnit(unit);
    }
  }

  get #relations(): string[] {
    return this.juju.relationIds().filter((id) => !this.#removed.has(id));
  }

  /** The config that a databag was made from. */
  publishedIn(id: string): number | undefined {
    const [, number] = /\/srv\/(\d+)/.exec(this.juju.databag(id)['fileset'] ?? '') ?? [];
    return number === undefined ? undefined : Number(number);
  }

  #note(): void {
    const published = this.#relations.map((id) => this.publishedIn(id));
    if (!published.includes(this.#current)) return;
    // Published anew, a config is new to every unit that has seen it before.
    if (this.#published !== this.#current) for (const seen of this.#seen.values()) seen.clear();
    this.#published = this.#current;
    for (const { name, failed } of this.juju.units) {
      if (this.down.has(name) || failed !== undefined) continue;
      const seen = this.#seen.get(name) ?? new Set();
      this.#seen.set(name, seen.add(this.#current));
    }
  }

  /** What a databag names and a unit lacks, but for units that have never run under that config. */
  missing(): string[] {
    return this.#relations.flatMap((id) => {
      const number = this.publishedIn(id);
      if (number === undefined) return [];
      const named = Object.entries(this.juju.databag(id)).filter(([key]) => key !== 'fileset');
      expect(named.map(([key]) => key).sort()).toEqual(
        [...(this.#configs[number]?.scripts ?? [])].sort(),
      );
      return this.juju.units
        .filter(({ name }) => this.#seen.get(name)?.has(number))
        .flatMap(({ name }) => {
          const scripts = scriptsOn(this.juju, name);
          return named
            .filter(
              ([option, path]) =>
                path !== `${scriptsFolder}/${option}` ||
                scripts[option] !== `700 ${script(number)}`,
            )
            .map(([option]) => `${name} lacks ${option} of config ${number}`);
        });
    });
  }

  /** Units that are active while what is published was made from another config. */
  silent(): string[] {
    const ids = this.#relations;
    if (ids.every((id) => this.publishedIn(id) === this.#current)) return [];
    return this.juju.units
      .filter(({ status }) => status.status === 'active')
      .map(({ name }) => name);
  }
}

const script = (number: number) => `#!/bin/sh\n# config ${number}\n`;

it("holds every unit's files to the config that is published, whatever happens in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const world = new World();
      await using juju = world.juju;
      await juju.deploy(2);
      for (const { name } of juju.units) put(juju, name, need);
      await world.take({ kind: 'edit', isValid: true, scripts: ['run-before-backup'] });
      await world.take({ kind: 'integrate' });
      for (const step of all) {
        await world.take(step);
        expect(world.missing()).toEqual([]);
      }
      await juju.updateStatus();
      expect(world.missing()).toEqual([]);
      expect(world.silent()).toEqual([]);

      await world.repair();
      await juju.updateStatus();
      expect(world.missing()).toEqual([]);
      const calls = await juju.updateStatus();
      expect(writes(calls)).toEqual([]);
      const isBlocked = juju.units.some(({ status }) => status.status === 'blocked');
      if (!isBlocked) expect(calls.flatMap(readsBeyondTheSteadyState)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

/** The calls of a hook that are not among those of a unit at rest. */
function readsBeyondTheSteadyState({ calls }: { calls: readonly { argv: readonly string[] }[] }) {
  const steady =
    /^(config-get|is-leader|relation-ids --format=json backup|status-get|relation-get --format=json -r backup)/;
  return calls.map(({ argv }) => argv.join(' ')).filter((call) => !steady.test(call));
}
