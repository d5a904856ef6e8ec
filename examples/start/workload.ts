import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { braceExpand, minimatch } from 'minimatch';
import { parseFileset } from '../../src/plugins/fileset/parse.ts';
import type { FrontEnd } from '../../src/testing/index.ts';

/**
 * The absolute paths that a fileset names. Where a glob has a `*`, the word `example` stands for what it matches.
 */
export function pathsIn(fileset: string): string[] {
  return parseFileset(fileset)
    .flatMap(({ value }) => braceExpand(value))
    .map((pattern) => minimatch.unescape(pattern.replaceAll(/(?<!\[)\*+(?!\])/g, 'example')))
    .filter((entry) => entry.startsWith('/') && !entry.split('/').includes('..'));
}

/** The principal's workload: it has its folders before the subordinate's first hook runs beside it. */
export function besideWorkload(frontEnd: FrontEnd, paths: readonly string[]): FrontEnd {
  return {
    ...frontEnd,
    async run(hook) {
      if (hook.event === 'install') for (const each of paths) layOut(path.join(hook.root, each));
      return frontEnd.run(hook);
    },
  };
}

/** A path that can't be made, such as one with a name of 300 bytes, is missing on the unit: the charm has a word for it. */
function layOut(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
