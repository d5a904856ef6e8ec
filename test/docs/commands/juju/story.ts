import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { type ConfigChanges, inProcess, type UnitStatus } from '../../../../src/testing/index.ts';
import { sitePluginProcess } from '../../../../src/testing/site-plugin-process.ts';
import { metadata, model } from '../../../support/deployment.ts';
import { charm } from '../../../support/standard.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { zero } from '../../../support/units.ts';
import type { JujuCommand } from './command-line.ts';
import { asShown, shownAction, shownStatus, withoutTimes } from './shown.ts';

const ours = metadata.name;

/** A page's commands for this charm, one after the other, in the Juju model. What Juju does with other charms is left out. */
export class Story {
  readonly juju = model(inProcess(charm, { sitePlugins: [process.execPath, sitePluginProcess] }));
  readonly #file: (name: string) => string;
  /** What the page has shown last. */
  #shown: UnitStatus | undefined;
  #secret = '';

  /** @param file - the content of a file that the page has */
  constructor(file: (name: string) => string) {
    this.#file = file;
  }

  get root(): string {
    return this.juju.unit(zero).root;
  }

  /** Does what a command says, and compares what is shown of it. */
  async do({ name, options, args }: JujuCommand, output: readonly string[]): Promise<void> {
    const [first = '', ...rest] = args;
    if (name === 'config' && first === ours) await this.#configure(options['file'], rest);
    if (name === 'integrate') await this.#integrate(args);
    if (name === 'run') await this.#run(options, args, output);
    if ((name === 'config' || name === 'status') && output.length > 0) this.expectStatus(output);
    if (name === 'add-secret') this.#addSecret(first, rest, output);
    if (name === 'grant-secret') this.juju.secrets.grant(first, rest[0]);
    if (name === 'attach-resource' && first === ours) {
      const [resource = '', file = ''] = (rest[0] ?? '').split('=');
      const attached = join(temporaryFolder(), file);
      writeFileSync(attached, this.#file(file));
      this.juju.attachResource(resource, attached);
    }
  }

  /** The unit has nothing to complain of but what the page has shown. */
  expectNoComplaint(): void {
    const { status, message } = this.juju.unit(zero).status;
    if (message === this.#shown?.message) return;
    expect(`${status} ${message}`).toMatch(/^(?:active $|waiting )/);
  }

  /** The unit's status is what the page shows. */
  expectStatus(lines: readonly string[]): void {
    this.#shown = shownStatus(lines);
    expect(this.#shown).toBeDefined();
    expect(this.juju.unit(zero).status).toEqual(this.#shown);
  }

  async #configure(file: string | undefined, changes: readonly string[]): Promise<void> {
    const config: ConfigChanges =
      file !== undefined
        ? parse(this.#file(file))[ours]
        : Object.fromEntries(changes.map((change) => this.#assigned(change)));
    for (const path of pathsOf(config)) {
      mkdirSync(join(this.root, path), { recursive: true });
    }
    await this.juju.configure(config);
  }

  #assigned(change: string): [string, string] {
    const [, option = '', value = ''] = /^([^=]*)=(.*)$/s.exec(change) ?? [];
    if (value.startsWith('@')) return [option, this.#file(value.slice(1))];
    return [option, value.startsWith('<') ? this.#secret : value];
  }

  async #integrate(ends: readonly string[]): Promise<void> {
    const [[, endpoint] = []] = ends
      .map((end) => end.split(':'))
      .filter(([application]) => application === ours);
    if (endpoint === undefined) return;
    const [other = ''] = ends.filter((end) => !end.startsWith(`${ours}:`));
    // The model's units are with their principal from the start.
    if (endpoint === 'backup') await this.juju.integrate(other.split(':')[0] ?? '');
  }

  async #run(
    options: JujuCommand['options'],
    [unit = '', action = '', ...assigned]: readonly string[],
    output: readonly string[],
  ): Promise<void> {
    if (unit.split('/')[0] !== ours) return;
    const { params } = options;
    const parameters: Record<string, unknown> =
      params !== undefined ? parse(this.#file(params)) : {};
    for (const each of assigned) {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(each) ?? [];
      parameters[name] = options['string-args'] === 'true' ? value : parse(value);
    }
    // A script of a page is for a machine of its own.
    if (output.length === 0 && (action === 'rehearse' || action === 'run-script')) return;
    const result = await this.juju.runAction(zero, action, parameters);
    if (output.length === 0) return;
    const shown = shownAction(output);
    expect(asShown(result, shown)).toEqual({ ...shown, results: withoutTimes(shown.results) });
  }

  #addSecret(name: string, assigned: readonly string[], output: readonly string[]): void {
    const content = Object.fromEntries(assigned.map((each) => [each.split('=')[0], 'a password']));
    this.#secret = this.juju.secrets.add(name, content, output[0]);
  }
}

/** What has to be on the disk for a config: the folders that it lists, and that of the metrics. */
function pathsOf(config: Readonly<Record<string, unknown>>): string[] {
  const { fileset, 'metrics-file': metrics } = config;
  const listed = typeof fileset === 'string' ? fileset.split(/[,\n]/) : [];
  const plain = listed.map((path) => path.trim()).filter((path) => /^\/[\w./-]+$/.test(path));
  return typeof metrics === 'string' ? [...plain, dirname(metrics)] : plain;
}
