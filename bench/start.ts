import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { zipCharm } from '../charm/archive.ts';
import { executableFile } from '../charm/charm-file.ts';
import { type Runtime, runtimes } from '../charm/program.ts';

/** What it costs to start the charm, for an event that it does not observe, beside what else could run it. */
const rounds = 25;

const run = z.object({ wall: z.number(), cpu: z.number(), peak: z.number() });
type Run = z.infer<typeof run>;
const runs = z.record(z.string(), z.array(run).min(1));

function measure(commands: Record<string, readonly string[]>) {
  const measurer = path.join(import.meta.dirname, 'measure.py');
  const input = JSON.stringify({ rounds, commands });
  return runs.parse(JSON.parse(execFileSync('python3', [measurer], { input, encoding: 'utf8' })));
}

function median(values: readonly Run[], key: keyof Run): number {
  const sorted = values.map((value) => value[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function filesIn(folder: string) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .map((name) => executableFile(name, fs.readFileSync(path.join(folder, name))));
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
try {
  const folderOf = (runtime: Runtime) => path.join(scratch, runtime);
  console.log('| charm | zip MB | unpacked MB |\n| --- | ---: | ---: |');
  for (const runtime of runtimes) {
    const args = ['charm/build.ts', '--runtime', runtime, '--out', folderOf(runtime)];
    execFileSync(process.execPath, args);
    const files = filesIn(folderOf(runtime));
    const unpacked = files.reduce((sum, { content }) => sum + content.length, 0);
    const { length: zipped } = zipCharm(files);
    console.log(`| on ${runtime} | ${megabytes(zipped)} | ${megabytes(unpacked)} |`);
  }
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)']);
  const measured = measure({
    '/bin/true': ['/bin/true'],
    'the charm, on bun': [path.join(folderOf('bun'), 'dispatch')],
    'the charm, on node': [path.join(folderOf('node'), 'dispatch')],
    'node -e 0': [path.join(folderOf('node'), 'node'), '-e', '0'],
    'python3 -c pass': [python.toString().trim(), '-c', 'pass'],
  });
  console.log(`\n| start, median of ${rounds} | wall ms | CPU ms | peak MB |`);
  console.log('| --- | ---: | ---: | ---: |');
  for (const [name, values] of Object.entries(measured)) {
    const [wall, cpu] = [median(values, 'wall'), median(values, 'cpu')];
    const times = `${(wall * 1000).toFixed(1)} | ${(cpu * 1000).toFixed(1)}`;
    console.log(`| ${name} | ${times} | ${megabytes(median(values, 'peak'))} |`);
  }
} finally {
  fs.rmSync(scratch, { recursive: true });
}
