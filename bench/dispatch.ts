import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type SteadyEvent, steadyEvents } from './dispatch/events.ts';
import { eventTable, type Measured, plots, ratioTable } from './dispatch/report.ts';
import { makeRivals } from './dispatch/rivals/rivals.ts';
import { type Command, measure } from './measure.ts';

const help = `npm run bench -- [--rounds N] [--alone] [CHARM...]

What an event costs, for each unpacked charm (build/charm), side by side in one run, next to the same code on Node 24,
the least that there is, charms in Go, and what a charm in Python imports. In each round all run one after the other, so
that what else the machine does hits all alike. The first charm is what the others are compared with. The samples and the
plots are left in build/bench. A peak of memory below the measuring process's own, some 15 MB, is not seen.

  --alone  the charms only
`;

const out = path.resolve('build/bench');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '30' },
    alone: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
} else {
  fs.mkdirSync(out, { recursive: true });
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const charms = positionals.length > 0 ? positionals : ['build/charm'];
    const measured = await compare(charms, scratch);
    fs.writeFileSync(path.join(out, 'dispatch.json'), JSON.stringify(asObject(measured)));
    for (const [name, svg] of plots(measured)) fs.writeFileSync(path.join(out, name), svg);
    console.log(`\n${ratioTable(measured)}\n\n${eventTable(measured)}`);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

async function compare(charms: readonly string[], scratch: string): Promise<Measured[]> {
  const rivals = values.alone ? [] : await makeRivals(out);
  const all = values.alone ? charms : [...charms, nodeCharm()];
  const rested: { readonly charm: string; readonly events: readonly SteadyEvent[] }[] = [];
  for (const [index, charm] of all.entries()) {
    const folder = path.join(scratch, String(index));
    rested.push({ charm, events: await steadyEvents(path.resolve(charm), folder) });
  }
  const commands: Record<string, Command> = {};
  const keyOf = (event: string, name: string) => JSON.stringify([event, name]);
  for (const { charm, events } of rested) {
    for (const { name, environment } of events) {
      const argv = [path.resolve(charm, 'dispatch')];
      commands[keyOf(name, charm)] = { argv, environment };
    }
  }
  const events = rested[0]?.events ?? [];
  const names: string[] = [...all];
  for (const rival of rivals) {
    if (rival.kind === 'skipped') {
      console.log(`skipped: ${rival.name}: ${rival.reason}`);
      continue;
    }
    names.push(rival.name);
    for (const event of events) {
      const { name, environment } = event;
      commands[keyOf(name, rival.name)] = { argv: rival.argvFor(event), environment };
    }
  }
  const runs = measure(Number(values.rounds), commands);
  return events.map(({ name: event }) => ({
    event,
    runs: new Map(names.map((name) => [name, runs[keyOf(event, name)] ?? []])),
  }));
}

/** The same code for Node 24, built for this run. */
function nodeCharm(): string {
  const folder = path.join(out, 'charm-on-node');
  const args = ['charm/build.ts', '--runtime', 'node', '--out', folder];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
  return path.relative('.', folder);
}

function asObject(measured: readonly Measured[]) {
  return measured.map(({ event, runs }) => ({ event, runs: Object.fromEntries(runs) }));
}
