import { dirname } from 'node:path';
import type { FrozenDraft } from '../../core/spec/draft.ts';

export function listedPaths({ entries }: FrozenDraft): ReadonlySet<string> {
  return new Set(entries.flatMap(({ paths }) => paths));
}

/** The nearest folder above the path that is listed itself. */
export function listedAncestor(path: string, listed: ReadonlySet<string>): string | undefined {
  for (let folder = path; folder !== '/'; ) {
    folder = dirname(folder);
    if (listed.has(folder)) return folder;
  }
  return undefined;
}
