import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ownArchitecture } from './charmcraft.ts';
import { chosen, runCommand } from './command.ts';
import { charmContents } from './contents.ts';
import { replaceFolder } from './folder.ts';
import {
  bundleForNode,
  charmEntry,
  compileWithBun,
  type Program,
  type Runtime,
  runtimePackages,
  runtimes,
} from './program.ts';

const help = `npm run build -- [--runtime RUNTIME] [--out FOLDER]

Writes the charm, unpacked and ready to run on this machine.

  --runtime RUNTIME  bun: one compiled executable; node: the same code on Node 24.
                     Without it: bun where there is one for this machine.
  --out FOLDER       where to (build/charm)
  --entry FILE       what is started (src/main.ts): the same charm with another list of plugins
`;

const root = path.dirname(import.meta.dirname);
const packages = runtimePackages[ownArchitecture];
const bun = path.join(root, 'node_modules', packages.bun, 'bin', 'bun');
const nodeFolder = path.join(root, 'node_modules', packages.node);

async function makeProgram(runtime: Runtime, entry: string): Promise<Program> {
  if (runtime === 'node') return bundleForNode(installedNode(), entry);
  if (fs.existsSync(bun)) {
    return compileWithBun({ compiler: bun, runtime: bun }, ownArchitecture, entry);
  }
  throw new Error(`there is no compiled runtime here: ${packages.bun} is for Linux with glibc`);
}

function installedNode() {
  if (fs.existsSync(nodeFolder)) {
    const executable = fs.readFileSync(path.join(nodeFolder, 'bin', 'node'));
    return { executable, folder: nodeFolder };
  }
  const quoted = `'${process.execPath.replaceAll("'", "'\\''")}'`;
  return { executable: Buffer.from(`#!/bin/sh\nexec ${quoted} "$@"\n`), folder: undefined };
}

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      runtime: { type: 'string', default: fs.existsSync(bun) ? 'bun' : 'node' },
      out: { type: 'string', default: 'build/charm' },
      entry: { type: 'string', default: charmEntry },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  for (const runtime of chosen('runtime', [values.runtime], runtimes)) {
    const files = charmContents(await makeProgram(runtime, values.entry), ownArchitecture);
    replaceFolder(path.resolve(root, values.out), files);
  }
});
