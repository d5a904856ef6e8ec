import fs from 'node:fs';
import path from 'node:path';
import { dispatch } from '../../../src/core/dispatcher.ts';
import type { RunTool } from '../../../src/core/juju/hook-tools.ts';
import { MachineRoots } from '../../../src/testing/model/machine-roots.ts';
import { Model } from '../../../src/testing/model/model.ts';
import { type Databag, Relation } from '../../../src/testing/model/relation.ts';
import { Unit } from '../../../src/testing/model/unit.ts';
import { newTask } from '../../../src/testing/run/action-run.ts';
import { type HookEvent, hook } from '../../../src/testing/run/event.ts';
import type { FrontEnd } from '../../../src/testing/run/front-end.ts';
import { executeHook } from '../../../src/testing/run/hook-run.ts';
import { sitePluginProcess } from '../../../src/testing/site-plugin-process.ts';
import { charm, metadata } from '../../support/standard.ts';
import { layDisk } from './disk.ts';
import { judge } from './judge.ts';

/** What a hook tool answers in the place of Juju. */
interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One input: a started unit, what is put under it, and the hooks that run then. All of it is JSON. */
export interface Attempt {
  readonly events: readonly string[];
  readonly isLeader: boolean;
  readonly config: Readonly<Record<string, string | boolean>>;
  /** By hook tool, for every call of it. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Databags: of the other unit and the application in the peer relation, and of the provider. */
  readonly peer?: Readonly<Databag>;
  readonly word?: Readonly<Databag>;
  readonly provider?: Readonly<Databag>;
  /** The text of the unit's state file. */
  readonly state?: string;
}

const application = 'backup-integrator';
const managed = 'opt/backup-integrator-charm';

/** A machine on which one attempt after the other is made; each finds it as the first did. */
export class Bench {
  readonly #roots = new MachineRoots();
  readonly root = this.#roots.of('0');

  constructor() {
    layDisk(this.root);
  }

  /** @throws AssertionError when something does not hold */
  async run(attempt: Attempt): Promise<void> {
    fs.rmSync(path.join(this.root, managed), { recursive: true, force: true });
    if (attempt.state !== undefined) this.#writeState(attempt.state);
    const { model, unit, backup } = modelOf(attempt, this.root);
    for (const event of attempt.events) {
      const run = eventOf(model, event);
      const { result } = await executeHook(model, unit, run, frontEnd(attempt), []);
      judge({ attempt, result, unit, log: model.log, backup, root: this.root });
    }
  }

  close(): void {
    this.#roots.remove();
  }

  #writeState(text: string): void {
    const folder = path.join(this.root, managed, 'state', application);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(path.join(folder, '0.json'), text, { mode: 0o600 });
  }
}

function modelOf({ config, isLeader, peer, word, provider }: Attempt, root: string) {
  const model = new Model(metadata, application, '3.6');
  model.settings.change(config);
  const unit = new Unit(`${application}/0`, '0', root, 'principal/0');
  unit.isInstalled = true;
  model.units.set(unit.name, unit);
  const other = `${application}/1`;
  model.leader = isLeader ? unit.name : other;
  const backup = new Relation(0, 'backup', 'global', 'bacula-fd', ['bacula-fd/0']);
  const peers = new Relation(1, 'peers', 'peer', application, []);
  backup.replace('bacula-fd', provider ?? {});
  peers.replace(other, peer ?? {});
  peers.replace(application, word ?? {});
  for (const [relation, member] of [
    [backup, 'bacula-fd/0'],
    [peers, other],
  ] as const) {
    model.relations.set(relation.number, relation);
    unit.scopes.set(relation.number, { entered: true, members: new Set([member]) });
  }
  return { model, unit, backup };
}

function eventOf(model: Model, name: string): HookEvent {
  if (name === 'check') return { kind: 'action', name, task: newTask(metadata, name, {}) };
  const [, endpoint, change = ''] =
    /^(backup|peers)-relation-(created|joined|changed|departed|broken)$/.exec(name) ?? [];
  if (endpoint === undefined) return hook(name);
  const relation = model.relation(endpoint === 'backup' ? 'backup:0' : 'peers:1');
  const isAboutUnit = change === 'joined' || change === 'departed';
  const unit = endpoint === 'backup' ? 'bacula-fd/0' : `${application}/1`;
  return relation.event(change, isAboutUnit ? unit : undefined);
}

/** The charm in this process, with the attempt's answers and variables in the place of Juju's. */
function frontEnd({ answers = {}, environment: ofAttempt = {} }: Attempt): FrontEnd {
  return {
    charmDir: '/var/lib/juju/charm',
    isParallel: false,
    async run({ environment, root, tools }) {
      const warnings: string[] = [];
      const runTool: RunTool = (argv, stdin) => {
        const real = tools.run(argv, stdin);
        return Object.hasOwn(answers, argv[0]) ? (answers[argv[0]] ?? real) : real;
      };
      const code = await dispatch(async () => ({ charm }), {
        environment: { ...environment, ...ofAttempt },
        runTool,
        root,
        warn: (line) => warnings.push(`${line}\n`),
        sitePlugins: { command: [process.execPath, sitePluginProcess], seconds: 5 },
      });
      return { code, signal: null, stdout: '', stderr: warnings.join('') };
    },
    async close() {},
  };
}
