import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Charm } from '../../../core/charm.ts';
import type { Plugin } from '../../../core/hooks/plugin.ts';
import type { FrozenDraft } from '../../../core/spec/draft.ts';
import { managedBase } from '../../../core/unit/files/managed-tree.ts';
import { secretsWithMark } from '../watch/secret.ts';
import { Event, type EventInput, runEvent } from './run-event.ts';
import { sampleDraft, sampleFiles } from './sample.ts';
import type { PluginTrial, Situation } from './trial.ts';

/** Another application's files, and what another charm of the name has left: not the plugin's to touch. */
const neighbours = [
  `${managedBase}/scripts/other-application/run-before-backup`,
  `${managedBase}/somebody-else-0/run-before-backup`,
];

/** The disks of two units, and on them a charm with the plugins that are judged. Each event runs a charm of its own, as each hook is a process. */
export class Bench implements Disposable {
  readonly root: string;
  readonly #elsewhere: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'backup-integrator-contract-'));
  readonly #trial: PluginTrial;
  readonly #make: () => readonly Plugin[];

  constructor(make: () => readonly Plugin[], trial: PluginTrial) {
    const { files = sampleFiles, elsewhere = files } = trial;
    this.#make = make;
    this.#trial = trial;
    this.root = join(this.#folder, 'here');
    this.#elsewhere = join(this.#folder, 'elsewhere');
    lay(this.root, { ...files, ...Object.fromEntries(neighbours.map((file) => [file, 'theirs'])) });
    lay(this.#elsewhere, elsewhere);
  }

  /** A charm with them, among those that the trial names. */
  charm(plugins: readonly Plugin[] = this.#make()): Charm {
    const { before = [sampleDraft()], after = [] } = this.#trial;
    return new Charm([...before, ...plugins, ...after]);
  }

  /** Runs one event as this unit, with what other units have said before it. */
  async run(situation: Situation): Promise<Event> {
    return runEvent(this.charm(), await this.#input(situation));
  }

  /** The draft that comes of it, with them or without. */
  async draft(situation: Situation, charm = this.charm()): Promise<FrozenDraft> {
    const event = new Event(charm, await this.#input(situation));
    await event.validate();
    return event.validation.draft;
  }

  /** What there is of the files that are not the plugin's to touch. */
  neighbours(): readonly string[] {
    return neighbours.filter((file) => existsSync(join(this.root, file)));
  }

  async #input(situation: Situation): Promise<EventInput> {
    const secrets = secretsWithMark(this.#trial.secrets);
    const here = { ...situation, unit: 'app/0', root: this.root, said: new Map(), secrets };
    if (!situation.isLeader) return here;
    const there = { ...here, isLeader: false, unit: 'app/1', root: this.#elsewhere };
    const { contributed } = await runEvent(this.charm(), there);
    return { ...here, said: contributed };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function lay(root: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(root, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
