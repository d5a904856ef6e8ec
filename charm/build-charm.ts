import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { charmContents } from './contents/contents.ts';
import {
  bundleForNode,
  compileWithBun,
  type Node,
  type Program,
  type Runtime,
  runtimePackages,
} from './contents/program.ts';
import { replaceFolder } from './files/folder.ts';
import { ownArchitecture } from './project/charmcraft.ts';
import type { Project } from './project/project.ts';

const packages = runtimePackages[ownArchitecture];

/** The one that there is for this machine. */
export const ownRuntime: Runtime = installed(packages.bun) === undefined ? 'node' : 'bun';

/**
 * Writes the charm, unpacked and ready to run on this machine.
 *
 * @param folder - absolute path of the charm's folder, which is replaced as a whole
 */
export async function buildCharm(
  runtime: Runtime,
  folder: string,
  project: Project,
): Promise<void> {
  const program = await makeProgram(runtime, project);
  replaceFolder(folder, await charmContents(program, ownArchitecture, project));
}

async function makeProgram(runtime: Runtime, project: Project): Promise<Program> {
  if (runtime === 'node') return bundleForNode(ownNode(), project);
  const folder = installed(packages.bun);
  if (folder === undefined) {
    throw new Error(`there is no compiled runtime here: ${packages.bun} is for Linux with glibc`);
  }
  const bun = path.join(folder, 'bin', 'bun');
  return compileWithBun({ compiler: bun, runtime: bun }, ownArchitecture, project);
}

/** The Node of the packages, or else the one that runs this. */
function ownNode(): Node {
  const folder = installed(packages.node);
  if (folder !== undefined) {
    return { executable: fs.readFileSync(path.join(folder, 'bin', 'node')), folder };
  }
  const quoted = `'${process.execPath.replaceAll("'", "'\\''")}'`;
  return { executable: Buffer.from(`#!/bin/sh\nexec ${quoted} "$@"\n`), folder: undefined };
}

/** The folder of a package, wherever npm has put it; undefined where it is for other machines. */
function installed(name: string): string | undefined {
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}
