import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { isClean, type Verdict } from '../../harness/bconsole.ts';
import type { Protected } from '../../harness/configuration.ts';
import type { Machine } from '../../harness/machine.ts';
import { execute } from '../../harness/processes.ts';
import { provide } from '../../harness/provider.ts';
import type { ScriptOption } from '../../harness/script-option.ts';
import { expectCommitted, Site, temporaryFolder } from '../../harness/site.ts';
import { Suite } from '../../harness/suite.ts';

type Options = Readonly<Record<string, string | boolean>>;

/** A service of a machine, as /etc/services has it for the stand-in of systemctl: shell commands. */
interface Service {
  /** Runs in the foreground. */
  readonly run: string;
  /** Succeeds once the service answers. */
  readonly ready: string;
}

const recipes = path.resolve(import.meta.dirname, '../../../../examples/recipes');
const systemctl = path.join(import.meta.dirname, 'systemctl.sh');
/** As in a shell of the machine, without what this process has been given. */
const environment = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];

/** The options that a recipe sets. */
export function recipeOptions(name: string): Options {
  const text = fs.readFileSync(path.join(recipes, `${name}.yaml`), 'utf8');
  const file: Readonly<Record<string, Options>> = parse(text);
  return file['backup-integrator'] ?? {};
}

/** A recipe of examples/recipes on a machine of its own, with a provider. */
export class Recipe implements AsyncDisposable {
  readonly machine: Machine;
  readonly #site: Site;
  readonly #suite: Suite;
  readonly #options: Options;
  readonly #services: string[] = [];
  #job: Protected | undefined;

  private constructor(site: Site, suite: Suite, machine: Machine, options: Options) {
    this.#site = site;
    this.#suite = suite;
    this.machine = machine;
    this.#options = options;
  }

  static async prepare(name: string): Promise<Recipe> {
    const site = await Site.deploy('backup-integrator', 1);
    const [unit] = site.juju.units;
    if (unit === undefined) throw new Error('the application has no unit');
    const suite = await Suite.start(temporaryFolder('suite'), 'SQLite', 1);
    const machine = site.machine(unit);
    // The folder that a script's PATH names first.
    machine.mount(['-t', 'tmpfs', 'tmpfs'], '/usr/local/sbin');
    fs.copyFileSync(systemctl, machine.path('/usr/local/sbin/systemctl'));
    fs.chmodSync(machine.path('/usr/local/sbin/systemctl'), 0o755);
    fs.chmodSync(machine.path('/tmp'), 0o1777);
    fs.symlinkSync('../run', machine.path('/var/run'));
    fs.writeFileSync(machine.path('/etc/hosts'), '127.0.0.1 localhost\n');
    return new Recipe(site, suite, machine, recipeOptions(name));
  }

  /** Sets the options of the recipe, and more, and gives the director what the charm publishes. */
  async configure(more: Options = {}): Promise<void> {
    expectCommitted(await this.#site.juju.configure({ ...this.#options, ...more }));
    [this.#job] = await provide(this.#suite, this.#site);
  }

  /** A secret of the model, for `script-environment`. */
  secret(content: Readonly<Record<string, string>>): string {
    const { secrets } = this.#site.juju;
    const uri = secrets.add('backup', content);
    secrets.grant('backup');
    return uri;
  }

  /** Starts a service, as the machine's systemd would. */
  start(name: string, service?: Service): void {
    if (service !== undefined) {
      const folder = this.machine.path(`/etc/services/${name}`);
      fs.mkdirSync(folder, { recursive: true });
      for (const part of ['run', 'ready'] as const) {
        const script = `#!/bin/sh\n${service[part]}\n`;
        fs.writeFileSync(path.join(folder, part), script, { mode: 0o755 });
      }
      this.#services.push(name);
    }
    this.run('systemctl', 'start', name);
  }

  stop(name: string): void {
    this.run('systemctl', 'stop', name);
  }

  /** Runs a program on the machine, as root, and returns its stdout. */
  run(...command: readonly string[]): string {
    return execute('chroot', this.machine.root, 'env', '-i', ...environment, ...command);
  }

  /** Runs shell commands on the machine, as root, and returns their stdout. */
  shell(script: string): string {
    return this.run('/bin/sh', '-euc', script);
  }

  /** Copies files of this machine that a package has installed, with their owners and modes. */
  copy(...names: readonly string[]): void {
    for (const name of names) {
      fs.mkdirSync(this.machine.path(path.dirname(name)), { recursive: true });
      execute('cp', '--archive', name, this.machine.path(name));
    }
  }

  /** Runs one of the scripts as it is published, without Bacula. */
  script(option: ScriptOption): { readonly status: number | null; readonly output: string } {
    const script = `/opt/backup-integrator-charm/scripts/backup-integrator/${option}`;
    const { status, stdout, stderr } = spawnSync('chroot', [this.machine.root, script], {
      encoding: 'utf8',
      env: { PATH: '/usr/sbin:/usr/bin' },
    });
    return { status, output: stdout + stderr };
  }

  /** Has a program do something first, before it does what it is for. */
  program(name: string, first: string): void {
    const script = `#!/bin/sh\n${first}\nexec /usr/bin/${name} "$@"\n`;
    fs.writeFileSync(this.machine.path(`/usr/local/sbin/${name}`), script, { mode: 0o755 });
  }

  /** Adds to a file of the machine, or makes it. */
  append(name: string, text: string): void {
    fs.appendFileSync(this.machine.path(name), text);
  }

  backup(): Promise<Verdict> {
    return this.#suite.backup(this.#protected().name);
  }

  restore(): Promise<Verdict> {
    return this.#suite.restore(this.#protected());
  }

  /** The names in a folder of dumps. */
  dumps(folder: string): string[] {
    return fs.readdirSync(this.machine.path(folder)).sort();
  }

  #protected(): Protected {
    if (this.#job === undefined) throw new Error('the recipe is not configured');
    return this.#job;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#services) this.stop(name);
    await this.#suite.stop();
    await this.#site[Symbol.asyncDispose]();
  }
}

/** That a job has done all that it had to, without an error. */
export function expectClean(verdict: Verdict): void {
  expect(isClean(verdict), verdict.log).toBe(true);
}
