import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { Deployment } from '../src/testing/model/deployment.ts';
import { asProcesses } from '../src/testing/process/front-end.ts';
import type { HookResult } from '../src/testing/run/hook-run.ts';
import { measure, median, megabytes, type Run } from './measure.ts';

const help = `npm run bench -- [--rounds N] CHARM...

What an event costs, for each unpacked charm, side by side in one run: of each two events of a kind, the charms run one
after the other. The first charm is what the others are compared with.
`;

/** What a hook tool answers in the steady state, as a shell script that replays it. */
function replay(hook: HookResult): ReadonlyMap<string, string> {
  const byTool = Map.groupBy(hook.calls, ({ argv }) => argv[0]);
  return new Map(
    [...byTool].map(([tool, calls]) => {
      const cases = calls.map(({ argv, stdout }) => {
        const words = argv.slice(1).join(' ');
        return `${quoted(words)}) printf %s ${quoted(stdout)} ;;`;
      });
      return [tool, `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) exit 3 ;;\nesac\n`];
    }),
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

interface Prepared {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A charm at rest, and what it takes to run one more event of it, by the event's name. */
async function prepare(charmDir: string, scratch: string): Promise<Map<string, Prepared>> {
  const metadata = parse(fs.readFileSync('charm/charmcraft.yaml', 'utf8'));
  const environments = new Map<string, Readonly<Record<string, string>>>();
  const real = asProcesses({ charmDir });
  const frontEnd = {
    ...real,
    run(hook: Parameters<typeof real.run>[0]) {
      environments.set(`${hook.unit} ${hook.event}`, hook.environment);
      return real.run(hook);
    },
  };
  const prepared = new Map<string, Prepared>();
  const juju = new Deployment({ metadata, frontEnd });
  try {
    await juju.deploy(2);
    for (const { root } of juju.units)
      fs.mkdirSync(path.join(root, 'srv/data'), { recursive: true });
    await juju.configure({ fileset: '/srv/data', 'run-before-backup': '#!/bin/sh\ndate\n' });
    await juju.integrate('bacula-fd');
    await juju.updateStatus();
    for (const event of ['collect-metrics', 'config-changed']) {
      for (const hook of await juju.fire(event)) {
        const isLeader = hook.unit === juju.leader;
        if (event === 'collect-metrics' && !isLeader) continue;
        const name = `${event}, ${isLeader ? 'leader' : 'another unit'}`;
        const tools = path.join(scratch, name.replace(/\W+/g, '-'), path.basename(charmDir));
        fs.mkdirSync(tools, { recursive: true });
        for (const [tool, script] of replay(hook)) {
          fs.writeFileSync(path.join(tools, tool), script, { mode: 0o755 });
        }
        const root = path.join(tools, 'root');
        fs.cpSync(juju.unit(hook.unit).root, root, { recursive: true });
        prepared.set(name, {
          argv: [path.join(charmDir, 'dispatch')],
          environment: {
            ...environments.get(`${hook.unit} ${event}`),
            PATH: `${tools}:/usr/bin:/bin`,
            BACKUP_INTEGRATOR_ROOT: root,
          },
        });
      }
    }
  } finally {
    await juju.close();
  }
  return prepared;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '30' }, help: { type: 'boolean', default: false } },
});
const charms = positionals.length > 0 ? positionals : ['build/charm'];
if (values.help) {
  console.log(help);
} else {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const all = new Map<string, Map<string, Prepared>>();
    for (const [index, charm] of charms.entries()) {
      const folder = path.join(scratch, String(index));
      all.set(charm, await prepare(path.resolve(charm), folder));
    }
    const events = [...(all.values().next().value?.keys() ?? [])];
    for (const event of events) {
      const commands = Object.fromEntries(
        [...all].flatMap(([charm, prepared]) => {
          const command = prepared.get(event);
          return command === undefined ? [] : [[charm, command]];
        }),
      );
      table(event, measure(Number(values.rounds), commands));
    }
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

function table(event: string, measured: Readonly<Record<string, readonly Run[]>>): void {
  console.log(`\n| ${event} | wall ms | CPU ms | ratio of CPU | peak MB |`);
  console.log('| --- | ---: | ---: | ---: | ---: |');
  const [first] = Object.values(measured);
  for (const [charm, runs] of Object.entries(measured)) {
    const [wall, cpu, base] = [
      median(runs, 'wall'),
      median(runs, 'cpu'),
      median(first ?? [], 'cpu'),
    ];
    const times = `${(wall * 1000).toFixed(1)} | ${(cpu * 1000).toFixed(1)}`;
    console.log(
      `| ${charm} | ${times} | ${(cpu / base).toFixed(2)} | ${megabytes(median(runs, 'peak'))} |`,
    );
  }
}
