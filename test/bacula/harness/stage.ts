import type { Verdict } from './bconsole.ts';
import type { CatalogKind } from './catalog.ts';
import { type Cycle, runCycle } from './cycle.ts';
import { clientName, provide } from './provider.ts';
import { expectCommitted, Site, temporaryFolder } from './site.ts';
import { Suite } from './suite.ts';
import { World } from './world.ts';

interface StageOptions {
  /** The name of the charm's application. */
  readonly application?: string;
  /** For the daemons' files and the volumes. */
  readonly folder?: string;
  readonly catalog?: CatalogKind;
  /** How many jobs the storage takes at once. */
  readonly lanes?: number;
}

/** One unit with something to save below /srv/app/data, and a provider of its own: for a test that breaks something. */
export class Stage implements AsyncDisposable {
  readonly site: Site;
  readonly suite: Suite;
  readonly world: World;
  /** What is saved, as the test reaches it. */
  readonly data: string;

  private constructor(site: Site, suite: Suite, world: World) {
    this.site = site;
    this.suite = suite;
    this.world = world;
    this.data = world.host('data');
  }

  static async set(options: StageOptions = {}): Promise<Stage> {
    const {
      application = 'app',
      folder = temporaryFolder('suite'),
      catalog = 'SQLite',
      lanes = 2,
    } = options;
    const site = await Site.deploy(application, 1);
    const suite = await Suite.start(folder, catalog, lanes);
    const [unit] = site.juju.units;
    if (unit === undefined) throw new Error('the application has no unit');
    const world = new World(site.machine(unit), '/srv/app');
    world.file('data/file', 'content\n', { mtime: 1e9 });
    return new Stage(site, suite, world);
  }

  /** Configures the charm to save the data with these options, and gives the director what it publishes. */
  async configure(
    options: Readonly<Record<string, string | boolean | undefined>> = {},
  ): Promise<void> {
    expectCommitted(await this.site.juju.configure({ fileset: '/srv/app/data', ...options }));
    await provide(this.suite, this.site);
  }

  backup(seconds?: number): Promise<Verdict> {
    return this.suite.backup('app-0', seconds);
  }

  restore(seconds?: number): Promise<Verdict> {
    return this.suite.restore({ name: 'app-0', client: 'app-0' }, seconds);
  }

  async cycle(unit = 'app/0'): Promise<Cycle> {
    const name = clientName(unit);
    const units = await provide(this.suite, this.site);
    const job = units.find((each) => each.name === name);
    if (job === undefined) throw new Error(`no unit ${unit}`);
    const root = this.site.juju.unit(unit).root;
    return runCycle(this.suite, job, [`${root}/srv/app/data`]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.suite.stop();
    await this.site[Symbol.asyncDispose]();
  }
}
