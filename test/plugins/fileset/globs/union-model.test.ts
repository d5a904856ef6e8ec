import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Deployment } from '../../../../src/testing/index.ts';
import { metadata, statuses, writes } from '../../../support/deployment.ts';
import { drop, published, put, watched } from '../../../support/units.ts';

/** Entries of a fileset, and what they stand for, said without any glob library. */
const pool = [
  { value: '/srv/a', literal: ['/srv/a'], fits: /^$/ },
  { value: '/srv/{b1,c}', literal: ['/srv/b1', '/srv/c'], fits: /^$/ },
  { value: '/srv/*', literal: [], fits: /^\/srv\/[^/]+$/ },
  { value: '/srv/b?', literal: [], fits: /^\/srv\/b[^/]$/ },
  { value: '/{srv,data}/[bc]*', literal: [], fits: /^\/(srv|data)\/[bc][^/]*$/ },
  { value: '/data/{a,b*}', literal: ['/data/a'], fits: /^\/data\/b[^/]*$/ },
] as const;

const carried = ['a', 'b1', 'b2', 'c'];
const notCarried = ['bad name', 'b;'];
const below = (names: readonly string[]) =>
  ['/srv', '/data'].flatMap((folder) => names.map((name) => `${folder}/${name}`));
/** Whatever the fileset, these give each of its entries a match. */
const always = ['/srv/b2', '/data/b2'];

const unit = fc.nat();
const path = fc.constantFrom(...below([...carried, ...notCarried]));
const fileset = fc.shuffledSubarray([...pool], { minLength: 1 });
const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), unit, path }),
  fc.record({ do: fc.constant('put' as const), unit, path }),
  fc.record({ do: fc.constant('drop' as const), unit, path }),
  fc.record({ do: fc.constant('configure' as const), fileset }),
  fc.record({ do: fc.constant('update-status' as const), unit }),
  fc.record({ do: fc.constant('lead' as const), unit }),
  fc.record({ do: fc.constant('add' as const) }),
  fc.record({ do: fc.constant('remove' as const), unit }),
  fc.record({ do: fc.constant('down' as const), unit }),
  fc.record({ do: fc.constant('up' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A deployment, and what is known of it: each unit's files, and those that it has looked at, the fileset, who is down. */
class World implements AsyncDisposable {
  readonly deployment: Deployment;
  readonly #files = new Map<string, Set<string>>();
  readonly #lookedAt = new Map<string, ReadonlySet<string>>();
  readonly #down = new Set<string>();
  #fileset: readonly (typeof pool)[number][] = [];
  #seen: readonly string[] = [];

  constructor() {
    const frontEnd = watched(this.#down, (unit) => {
      this.#look();
      this.#lookedAt.set(unit, new Set(this.#filesOf(unit)));
    });
    this.deployment = new Deployment({ metadata, frontEnd });
  }

  async start(units: number): Promise<void> {
    await this.deployment.deploy(units);
    await this.deployment.integrate('bacula-fd');
  }

  async take(step: Step): Promise<void> {
    await this.#take(step);
    this.#look();
  }

  async #take(step: Step): Promise<void> {
    const { deployment } = this;
    switch (step.do) {
      case 'put':
        this.put(this.#unit(step.unit), step.path);
        return;
      case 'drop':
        drop(deployment, this.#unit(step.unit), step.path);
        this.#filesOf(this.#unit(step.unit)).delete(step.path);
        return;
      case 'configure':
        await this.configure(step.fileset);
        return;
      case 'update-status':
        await deployment.updateStatus(this.#unit(step.unit));
        return;
      case 'lead':
        await deployment.setLeader(this.#unit(step.unit));
        return;
      case 'add':
        await deployment.addUnit();
        return;
      case 'remove':
        if (this.live.length > 1) await deployment.removeUnit(this.#unit(step.unit));
        return;
      case 'down':
        this.#down.add(this.#unit(step.unit));
        return;
      case 'up':
        await this.up();
    }
  }

  put(name: string, path: string): void {
    put(this.deployment, name, path);
    this.#filesOf(name).add(path);
  }

  async configure(fileset: readonly (typeof pool)[number][]): Promise<void> {
    this.#fileset = fileset;
    await this.deployment.configure({ fileset: fileset.map(({ value }) => value).join('\n') });
  }

  async up(): Promise<void> {
    this.#down.clear();
    for (const { name, failed } of this.deployment.units) {
      if (failed !== undefined) await this.deployment.resolve(name);
    }
  }

  get live(): string[] {
    return this.deployment.units.filter(({ isDying }) => !isDying).map(({ name }) => name);
  }

  /** What the units that stay have of what the config asks for, and what it asks for by name. */
  get union(): string[] {
    return this.#askedFor(this.live.flatMap((name) => [...this.#filesOf(name)]));
  }

  #askedFor(found: readonly string[]): string[] {
    const asked = this.#fileset.flatMap(({ literal, fits }) => [
      ...literal,
      ...found.filter((path) => fits.test(path) && !/[ ;]/.test(path)),
    ]);
    return [...new Set(asked)].sort();
  }

  /** Units with a match that the format can't carry. */
  get blocked(): string[] {
    const isBad = (path: string) => /[ ;]/.test(path);
    return this.live.filter((name) =>
      [...this.#filesOf(name)].some(
        (path) => isBad(path) && this.#fileset.some(({ fits }) => fits.test(path)),
      ),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.deployment.close();
  }

  /**
   * Before each hook and after each step: nothing that was published and still is to be has gone. What the fileset named
   * and a glob alone asks for now is not to be, until its unit has looked at its disk.
   */
  #look(): void {
    const now = published(this.deployment);
    const found = this.live.flatMap((name) =>
      [...this.#filesOf(name)].filter((path) => this.#lookedAt.get(name)?.has(path) === true),
    );
    const asked = this.#askedFor(found);
    const dropped = this.#seen.filter((path) => !now.includes(path) && asked.includes(path));
    expect(dropped).toEqual([]);
    this.#seen = now;
  }

  #filesOf(name: string): Set<string> {
    const files = this.#files.get(name) ?? new Set();
    this.#files.set(name, files);
    return files;
  }

  #unit(pick: number): string {
    const { live } = this;
    return live[pick % live.length] ?? '';
  }
}

it('any units, disks, configs and events end with exactly the union, and a second round writes nothing', async () => {
  const steps = fc.array(step, { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      steps,
      fileset,
      unit,
      async (units, steps, last, pick) => {
        await using world = new World();
        const { deployment } = world;
        await world.start(units);
        for (const each of steps) await world.take(each);

        await world.take({ do: 'up' });
        for (const path of always) world.put(world.live[pick % world.live.length] ?? '', path);
        await world.configure(last);
        await deployment.updateStatus();

        expect(published(deployment).toSorted()).toEqual(world.union);
        const blocked = Object.entries(statuses(deployment)).filter(([, text]) =>
          text.startsWith('blocked'),
        );
        expect(blocked.map(([name]) => name)).toEqual(world.blocked);
        await deployment.updateStatus();
        expect(writes(await deployment.updateStatus())).toEqual([]);
        for (const leader of world.live) {
          const changes = writes(await deployment.setLeader(leader));
          expect(changes.filter((call) => call.startsWith('relation-set'))).toEqual([]);
        }
      },
    ),
    { numRuns: 100 },
  );
});
