import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CharmFile } from './charm-file.ts';
import type { Architecture } from './charmcraft.ts';
import { charmContents } from './contents.ts';
import { bundleForNode, compileWithBun, type Program, runtimePackages } from './program.ts';

const root = path.dirname(import.meta.dirname);
const modules = path.join(root, 'node_modules');
const architecture: Architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
const { bun: bunPackage, node: nodePackage } = runtimePackages[architecture];

/** Compiled where there is a Bun for this machine; elsewhere the same code runs on this very Node. */
async function program(runtime: string): Promise<Program> {
  const bun = path.join(modules, bunPackage, 'bin', 'bun');
  if (runtime !== 'node' && fs.existsSync(bun)) {
    return compileWithBun({ compiler: bun, runtime: bun }, architecture);
  }
  if (runtime === 'bun') throw new Error(`${bunPackage} is not installed: run npm ci on Linux`);
  const folder = path.join(modules, nodePackage);
  const quoted = `'${process.execPath.replaceAll("'", "'\\''")}'`;
  const isInstalled = fs.existsSync(folder);
  return bundleForNode(
    isInstalled
      ? { executable: fs.readFileSync(path.join(folder, 'bin', 'node')), folder }
      : { executable: Buffer.from(`#!/bin/sh\nexec ${quoted} "$@"\n`), folder: undefined },
  );
}

/** Writes the files into a folder of its own first, so that the old charm stays whole until the new one is. */
function replaceFolder(folder: string, files: readonly CharmFile[]): void {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const fresh = fs.mkdtempSync(`${folder}.`);
  fs.chmodSync(fresh, 0o755);
  for (const { path: name, mode, content } of files) {
    const file = path.join(fresh, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    fs.chmodSync(file, mode);
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(fresh, folder);
}

const { values } = parseArgs({
  options: {
    runtime: { type: 'string', default: 'any' },
    out: { type: 'string', default: 'build/charm' },
  },
});
replaceFolder(
  path.resolve(root, values.out),
  charmContents(await program(values.runtime), architecture),
);
