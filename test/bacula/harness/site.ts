import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import {
  Deployment,
  type HookResult,
  type Metadata,
  type Unit,
} from '../../../src/testing/index.ts';
import { Machines } from './machines.ts';

const repository = path.resolve(import.meta.dirname, '../../..');

/** The charm as `npm run build` leaves it. */
export const builtCharm = path.join(repository, 'build/charm');

const metadata: Metadata = parse(
  fs.readFileSync(path.join(repository, 'charm/charmcraft.yaml'), 'utf8'),
);

/** The packed charm in a Juju model, on machines that daemons and scripts can run on, integrated with a provider. */
export class Site implements AsyncDisposable {
  readonly juju: Deployment;
  readonly machines: Machines;

  private constructor(juju: Deployment, machines: Machines) {
    this.juju = juju;
    this.machines = machines;
  }

  static async deploy(application: string, units: number): Promise<Site> {
    const machines = new Machines();
    const frontEnd = machines.charm(builtCharm);
    const site = new Site(new Deployment({ metadata, frontEnd, application }), machines);
    expectCommitted(await site.juju.deploy(units));
    expectCommitted(await site.juju.integrate('bacula-fd'));
    return site;
  }

  machine(unit: Unit) {
    return this.machines.of(unit);
  }

  /** What the provider reads. */
  databag(): Readonly<Record<string, string>> {
    const [relation = ''] = this.juju.relationIds();
    return this.juju.databag(relation);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.machines.close();
    await this.juju.close();
  }
}

/** @throws Error with what the first hook that failed has written */
export function expectCommitted(hooks: readonly HookResult[]): void {
  const failed = hooks.find(({ isCommitted }) => !isCommitted);
  if (failed === undefined) return;
  throw new Error(`${failed.event} failed on ${failed.unit}: ${failed.stderr}`);
}

/** A new folder for what a test leaves on this machine. */
export function temporaryFolder(name: string): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
}
