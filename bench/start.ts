import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Runtime, runtimes } from '../charm/contents/program.ts';
import { zipCharm } from '../charm/files/archive.ts';
import { executableFile } from '../charm/files/charm-file.ts';
import { measure, median, megabytes } from './measure.ts';

/** What it costs to start the charm, for an event that it does not observe, next to what else could run it. */
const rounds = 25;

function filesIn(folder: string) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .map((name) => executableFile(name, fs.readFileSync(path.join(folder, name))));
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
  const environment = { JUJU_DISPATCH_PATH: 'hooks/not-observed' };
  const measured = measure(rounds, {
    '/bin/true': { argv: ['/bin/true'], environment },
    'the charm, on bun': { argv: [path.join(folderOf('bun'), 'dispatch')], environment },
    'the charm, on node': { argv: [path.join(folderOf('node'), 'dispatch')], environment },
    'node -e 0': { argv: [path.join(folderOf('node'), 'node'), '-e', '0'], environment },
    'python3 -c pass': { argv: [python.toString().trim(), '-c', 'pass'], environment },
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
