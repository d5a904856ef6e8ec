import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, parseDocument } from 'yaml';
import type { Metadata } from '../../src/testing/index.ts';
import { metadata } from './standard.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What a copy of the project has no use for. */
const left = new Set(['.git', 'node_modules', 'build', 'dist', 'coverage']);

/**
 * A copy of the project, changed as a fork is: the list of plugins is that of an example, whose files are with the other
 * plugins, and charm/charmcraft.yaml has its config options too. The caller removes it.
 */
export function forkOf(example: string, folder = newFolder()): string {
  for (const part of fs.readdirSync(root).filter((name) => !left.has(name))) {
    fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  moveIn(example, folder);

  const charmcraft = path.join(folder, 'charm/charmcraft.yaml');
  const document = parseDocument(fs.readFileSync(charmcraft, 'utf8'));
  for (const [name, option] of Object.entries(optionsOf(example))) {
    document.setIn(['config', 'options', name], option);
  }
  fs.writeFileSync(charmcraft, document.toString());
  return folder;
}

/** The path of a new folder for a fork. */
export function newFolder(): string {
  return path.join(os.tmpdir(), `backup-integrator-fork-${randomUUID()}`);
}

/** Puts the example's files where those of a fork are. */
function moveIn(example: string, fork: string): void {
  const from = path.join(root, 'examples', example);
  const to = path.join(fork, 'src/plugins', example);
  fs.mkdirSync(to, { recursive: true });
  for (const name of fs.readdirSync(from).filter((file) => file.endsWith('.ts'))) {
    const text = fs.readFileSync(path.join(from, name), 'utf8');
    const isList = name === 'charm.ts';
    const moved = isList
      ? text.replaceAll("'./", `'./plugins/${example}/`).replaceAll("'../../src/", "'./")
      : text.replaceAll("'../../src/", "'../../");
    fs.writeFileSync(isList ? path.join(fork, 'src/charm.ts') : path.join(to, name), moved);
  }
}

/** What Juju has to know of an example's charm. */
export function metadataOf(example: string): Metadata {
  const options = { ...metadata.config.options, ...optionsOf(example) };
  return { ...metadata, config: { options } };
}

/** Runs one of the fork's scripts, with Node. */
export function runIn(folder: string, script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: folder, stdio: 'pipe' });
}

/** The config options that an example adds. */
function optionsOf(example: string) {
  const file = path.join(root, 'examples', example, 'options.yaml');
  return fs.existsSync(file) ? parse(fs.readFileSync(file, 'utf8')) : {};
}
