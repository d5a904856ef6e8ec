import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { charmContents } from './contents/contents.ts';
import {
  bundleForNode,
  compileWithBun,
  type Program,
  type Runtime,
  runtimePackages,
} from './contents/program.ts';
import { unzipCharm, zipCharm } from './files/archive.ts';
import { faultsOf } from './files/check.ts';
import { type Architecture, ownArchitecture } from './project/charmcraft.ts';
import { fetchPackage, pinnedPackage } from './project/npm-package.ts';
import { charmIdentity, ownProject, type Project } from './project/project.ts';

export interface PackOptions {
  readonly runtime: Runtime;
  readonly architectures: readonly Architecture[];
  /** What is packed: this project, where it is not given. */
  readonly project?: Project;
  /** Where the files go. */
  readonly folder: string;
  /** Says what takes seconds. */
  readonly progress: (line: string) => void;
}

/** A file that was written, and its size in bytes. */
export interface PackedCharm {
  readonly file: string;
  readonly size: number;
}

/**
 * Packs the charm, one file for each architecture, and next to each its SHA-256.
 *
 * @throws Error when one of them cannot be made or is not right; then none of them is written
 */
export async function packCharms(options: PackOptions): Promise<PackedCharm[]> {
  const { project = ownProject } = options;
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'backup-integrator-'));
  try {
    // What npm does not serve as pinned ends it here, before the zipping, which takes longest.
    const programs = new Map<Architecture, Program>();
    for (const architecture of options.architectures) {
      programs.set(architecture, await makeProgram(options, architecture, scratch));
    }
    const zips = new Map<string, Uint8Array>();
    for (const [architecture, program] of programs) {
      options.progress(`packing for ${architecture}`);
      zips.set(
        charmName(project, options.runtime, architecture),
        await zipChecked(project, program, architecture),
      );
    }
    fs.mkdirSync(options.folder, { recursive: true });
    return [...zips].map(([name, zip]) => {
      const sum = createHash('sha256').update(zip).digest('hex');
      const file = path.join(options.folder, name);
      writeWhole(file, zip);
      writeWhole(`${file}.sha256`, `${sum}  ${name}\n`);
      return { file, size: zip.length };
    });
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

async function makeProgram(
  { runtime, progress, project }: PackOptions,
  architecture: Architecture,
  scratch: string,
): Promise<Program> {
  const executable = async (name: string, file: string) => {
    const folder = path.join(scratch, 'node_modules', name);
    if (!fs.existsSync(folder)) {
      const pinned = pinnedPackage(name);
      progress(`fetching ${name}@${pinned.version}`);
      await fetchPackage(pinned, scratch);
    }
    return path.join(folder, 'bin', file);
  };
  const { bun, node } = runtimePackages[architecture];
  if (runtime === 'node') {
    const file = await executable(node, 'node');
    progress(`bundling for ${architecture}`);
    const folder = path.dirname(path.dirname(file));
    return bundleForNode({ executable: fs.readFileSync(file), folder }, project);
  }
  const compiler = await executable(runtimePackages[ownArchitecture].bun, 'bun');
  const target = await executable(bun, 'bun');
  progress(`compiling for ${architecture}`);
  return compileWithBun({ compiler, runtime: target }, architecture, project);
}

async function zipChecked(
  project: Project,
  program: Program,
  architecture: Architecture,
): Promise<Uint8Array> {
  const zip = zipCharm(await charmContents(program, architecture, project));
  const faults = faultsOf(await unzipCharm(zip), architecture);
  if (faults.length === 0) return zip;
  throw new Error(`the charm for ${architecture} is not right:\n${faults.join('\n')}`);
}

function charmName(project: Project, runtime: Runtime, architecture: Architecture): string {
  const { name, version } = charmIdentity(project);
  return `${name}_${version}_${runtime === 'node' ? 'node_' : ''}${architecture}.charm`;
}

/** Whoever finds the file finds all of it. */
function writeWhole(file: string, content: Uint8Array | string): void {
  fs.writeFileSync(`${file}.part`, content);
  fs.renameSync(`${file}.part`, file);
}
