import { lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { braceExpand, minimatch } from 'minimatch';
import { parseFileset } from '../../../src/plugins/fileset/parse.ts';
import type { Machine } from './machine.ts';

const matching = { dot: true, nocomment: true, nonegate: true } as const;
/** PATH_MAX: what is longer can't be made, and minimatch refuses what is much longer. */
const longestPath = 4096;

/**
 * The absolute paths that a fileset names. Where a glob has a `*`, the word `example` stands for what it matches; a
 * glob for which that makes no match has none.
 */
export function pathsIn(fileset: string): string[] {
  return parseFileset(fileset)
    .filter(({ value }) => value.length < longestPath)
    .flatMap(({ value }) => braceExpand(value))
    .map((pattern) => ({
      pattern,
      entry: minimatch.unescape(pattern.replaceAll(/(?<!\[)\*+(?!\])/g, 'example')),
    }))
    .filter(({ entry, pattern }) => minimatch(entry, pattern, matching))
    .map(({ entry }) => entry)
    .filter((entry) => entry.startsWith('/') && !entry.split('/').includes('..'));
}

/** A machine that has the paths as empty folders: nobody has said that they are there. */
export function withFolders(paths: readonly string[]): Machine {
  return {
    description: 'with sh, bash, env and python3, and the mounts that any Ubuntu machine has',
    async layOut(root) {
      const missing = paths.filter((each) => !isThere(path.join(root, each)));
      return missing.filter((each) => makeFolder(path.join(root, each)));
    },
  };
}

/** A path that can't be made, such as one with a name of 300 bytes, is missing on the unit: the charm has a word for it. */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return false;
  }
}

function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
