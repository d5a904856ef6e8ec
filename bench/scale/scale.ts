import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, measure, median, megabytes, type Run } from '../measure.ts';
import { plot, type Series } from '../plot.ts';
import { type Dimension, dimensions } from './dimensions.ts';
import { Unit } from './unit.ts';

const help = `npm run bench:scale -- [--rounds N] [--only TEXT] [--most SIZE] CHARM...

What config-changed costs the leader of an application at rest, against the size of what it has to cope with, for each
unpacked charm, one after the other in each round. Below build/bench/scale it leaves all samples as JSON, and plots.
`;

/** What the charms have taken at one size, by charm; `find` on the same tree among them. */
interface Sample {
  readonly dimension: string;
  readonly size: number;
  readonly runs: Readonly<Record<string, readonly Run[]>>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    most: { type: 'string', default: '1000000' },
    help: { type: 'boolean', default: false },
  },
});
const charms = positionals.length > 0 ? positionals : ['build/charm'];

async function sampleOf({ name, at, isWalk }: Dimension, size: number): Promise<Sample> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const unit = await Unit.at(path.join(scratch, 'unit'), at(size));
    const commands = charms.map((charm): [string, Command] => [charm, unit.command(charm)]);
    const find: [string, Command][] = isWalk === true ? [['find', unit.find()]] : [];
    const runs = measure(Number(values.rounds), Object.fromEntries([...commands, ...find]));
    return { dimension: name, size, runs };
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

/** The ratio of CPU is that of the first charm's to the others', and to find's. */
function table(samples: readonly Sample[]): void {
  console.log('\n| what grows | size | by | CPU ms | ratio | peak MB |');
  console.log('| --- | ---: | --- | ---: | ---: | ---: |');
  for (const { dimension, size, runs } of samples) {
    const first = Object.values(runs)[0] ?? [];
    for (const [name, own] of Object.entries(runs)) {
      const cpu = median(own, 'cpu');
      const ratio = (cpu / median(first, 'cpu')).toFixed(2);
      const cells = [dimension, size.toLocaleString('en'), name, (cpu * 1000).toFixed(0), ratio];
      console.log(`| ${cells.join(' | ')} | ${megabytes(median(own, 'peak'))} |`);
    }
  }
}

function draw(name: string, samples: readonly Sample[], folder: string): void {
  const names = Object.keys(samples[0]?.runs ?? {});
  const file = name.replace(/\W+/g, '-');
  for (const [key, unit, factor] of [
    ['cpu', 'ms of CPU', 1000],
    ['peak', 'MB at the most', 1e-6],
  ] as const) {
    const series = names.map(
      (each): Series => ({
        name: each,
        points: samples.map(({ size, runs }) => [size, median(runs[each] ?? [], key) * factor]),
      }),
    );
    fs.writeFileSync(path.join(folder, `${file}-${key}.svg`), plot(name, unit, series));
  }
}

if (values.help) {
  console.log(help);
} else {
  const folder = 'build/bench/scale';
  fs.mkdirSync(folder, { recursive: true });
  const all: Sample[] = [];
  for (const dimension of dimensions.filter(({ name }) => name.includes(values.only))) {
    const samples: Sample[] = [];
    for (const size of dimension.sizes.filter((each) => each <= Number(values.most))) {
      samples.push(await sampleOf(dimension, size));
      console.error(`${dimension.name}: ${size.toLocaleString('en')}`);
    }
    if (samples.length > 0) draw(dimension.name, samples, folder);
    all.push(...samples);
    fs.writeFileSync(path.join(folder, 'samples.json'), JSON.stringify(all, undefined, 1));
  }
  table(all);
}
