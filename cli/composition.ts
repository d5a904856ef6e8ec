import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCharmcraft } from '../charm/project/charmcraft.ts';
import type { Project } from '../charm/project/project.ts';
import type { JudgingCharm } from '../src/check/judge.ts';
import { UserError } from '../src/check/user-error.ts';
import { Charm } from '../src/core/charm.ts';

/** Where a charm is: both relative to the folder in which the command is run. */
export interface CompositionOptions {
  /** The module that exports `charm`. */
  readonly entry?: string;
  readonly charmcraft?: string;
}

const defaults = { entry: 'charm.ts', charmcraft: 'charmcraft.yaml' } as const;

/** The root of the package; in the tarball, of what was compiled. */
const root = path.dirname(import.meta.dirname);

/** Whether a charm of one's own is meant: where it is named, or both of its files are in this folder. */
function isOwn({ entry, charmcraft }: CompositionOptions): boolean {
  if (entry !== undefined || charmcraft !== undefined) return true;
  return fs.existsSync(defaults.entry) && fs.existsSync(defaults.charmcraft);
}

/**
 * The charm whose plugins judge: a fork's own, or the one that this package is of.
 *
 * @throws UserError where a file of it is not right
 */
export async function loadComposition(options: CompositionOptions): Promise<JudgingCharm> {
  if (!isOwn(options)) {
    const { charm } = await import('../src/charm.ts');
    return { charm, metadata: metadataIn(path.join(root, 'charm/charmcraft.yaml')) };
  }
  const { entry, charmcraft } = { ...defaults, ...options };
  const file = existing('--entry', entry);
  const module: { readonly charm?: unknown } = await import(pathToFileURL(file).href);
  if (!(module.charm instanceof Charm)) {
    throw new UserError(
      `--entry ${entry}: exports no charm, as in export const charm = new Charm(…)`,
      2,
    );
  }
  return { charm: module.charm, metadata: metadataIn(existing('--charmcraft', charmcraft)) };
}

/**
 * A charm of one's own as it is built: with a program that runs it, written to `build`.
 *
 * @throws UserError where a file of it is not there
 */
export function projectOf(options: CompositionOptions): Project {
  const { entry, charmcraft } = { ...defaults, ...options };
  const charm = existing('--entry', entry);
  existing('--charmcraft', charmcraft);
  const folder = process.cwd();
  const program = 'build/program/main.mjs';
  const main = path.join(folder, program);
  const run = path.join(root, 'src', `run${path.extname(import.meta.filename)}`);
  const from = (file: string) => JSON.stringify(relative(path.dirname(main), file));
  fs.mkdirSync(path.dirname(main), { recursive: true });
  fs.writeFileSync(
    main,
    `import { run } from ${from(run)};\n\nrun(() => import(${from(charm)}));\n`,
  );
  return { folder, entry: program, charmcraft };
}

function relative(folder: string, file: string): string {
  // What is in node_modules may be a link: the real file finds what it imports.
  return path.relative(fs.realpathSync(folder), fs.realpathSync(file));
}

function existing(option: string, shown: string): string {
  const file = path.resolve(shown);
  if (fs.existsSync(file)) return file;
  throw new UserError(`${option} ${shown}: there is no such file`, 2);
}

function metadataIn(file: string) {
  return readCharmcraft(fs.readFileSync(file, 'utf8'));
}
