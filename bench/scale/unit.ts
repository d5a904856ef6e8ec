import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { charm } from '../../src/charm.ts';
import { inProcess } from '../../src/testing/in-process.ts';
import { Deployment } from '../../src/testing/model/deployment.ts';
import type { HookResult } from '../../src/testing/run/hook-run.ts';
import type { Command } from '../measure.ts';

/** What one unit has to cope with. */
export interface Situation {
  readonly fileset: string;
  /** Other units, which have all found what this one has. */
  readonly peers?: number;
  /** `backup` relations; 1 where it is not given. */
  readonly relations?: number;
  /** Lines of `/proc/self/mountinfo`. */
  readonly mountinfo?: string;
  /** Makes what is on the unit's disk. */
  readonly furnish?: (root: string) => void;
}

/** Bytes of an answer that a shell script holds itself. */
const short = 4096;

const peer = 'backup-integrator/1';

/** The leader of an application at rest: what runs one more event there, `config-changed`, by one charm or another. */
export class Unit {
  readonly #folder: string;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#environment = environment;
  }

  /** @param folder - a folder that is made for it */
  static async at(folder: string, situation: Situation): Promise<Unit> {
    const { fileset, peers = 0, relations = 1, mountinfo, furnish } = situation;
    let environment: Readonly<Record<string, string>> = {};
    const inside = inProcess(charm);
    const metadata = parse(fs.readFileSync('charm/charmcraft.yaml', 'utf8'));
    await using juju = new Deployment({
      metadata,
      frontEnd: {
        ...inside,
        run(hook) {
          if (hook.unit === juju.leader) environment = hook.environment;
          return inside.run(hook);
        },
      },
    });
    await juju.deploy(peers === 0 ? 1 : 2);
    for (const { root } of juju.units) {
      furnish?.(root);
      const file = path.join(root, 'proc/self/mountinfo');
      if (mountinfo !== undefined) fs.writeFileSync(file, mountinfo);
    }
    await juju.configure({ fileset });
    for (let made = 0; made < relations; made++) await juju.integrate('bacula-fd');
    await juju.updateStatus();
    const hooks = await juju.fire('config-changed');
    const hook = hooks.find(({ unit }) => unit === juju.leader);
    if (hook === undefined) throw new Error('the leader has run no hook');
    fs.mkdirSync(path.join(folder, 'tools'), { recursive: true });
    replay(hook, peers, path.join(folder, 'tools'));
    const { root } = juju.unit(hook.unit);
    fs.renameSync(root, path.join(folder, 'root'));
    return new Unit(folder, environment);
  }

  command(charmDir: string): Command {
    return {
      argv: [path.resolve(charmDir, 'dispatch')],
      environment: {
        ...this.#environment,
        PATH: `${path.join(this.#folder, 'tools')}:/usr/bin:/bin`,
        BACKUP_INTEGRATOR_ROOT: path.join(this.#folder, 'root'),
      },
    };
  }

  /** What goes through the same tree, and looks at each name. */
  find(): Command {
    const tree = path.join(this.#folder, 'root/srv');
    return { argv: ['/usr/bin/find', tree, '-name', 'nothing*'], environment: {} };
  }
}

/** Makes hook tools that answer as they did in a hook. What the one other unit has said, all others say. */
function replay({ calls }: HookResult, peers: number, folder: string): void {
  for (const [tool, made] of Map.groupBy(calls, ({ argv }) => argv[0])) {
    const cases = made.map(({ argv, stdout }, index) => {
      const isOfPeer = tool === 'relation-get' && argv.at(-1) === peer;
      const isListOfPeers = tool === 'relation-list' && stdout.includes(peer);
      const units = Array.from({ length: peers }, (_, number) => `backup-integrator/${number + 1}`);
      const answer = isListOfPeers ? JSON.stringify(units) : stdout;
      const words = quoted(argv.slice(1).join(' '));
      const pattern = isOfPeer ? `*' backup-integrator/'*` : words;
      if (answer.length <= short) return `${pattern}) printf %s ${quoted(answer)} ;;`;
      const file = path.join(folder, `${tool}.${index}`);
      fs.writeFileSync(file, answer);
      return `${pattern}) exec cat ${quoted(file)} ;;`;
    });
    const script = `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) exit 3 ;;\nesac\n`;
    fs.writeFileSync(path.join(folder, tool), script, { mode: 0o755 });
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
