import type { FrozenDraft } from '../../core/spec/draft.ts';

export function listedPaths({ entries }: FrozenDraft): ReadonlySet<string> {
  const listed = new Set<string>();
  for (const { paths } of entries) for (const path of paths) listed.add(path);
  return listed;
}

/** The nearest folder above an absolute path that is among some. */
export type FindAbove = (path: string) => string | undefined;

/** Finds the nearest of some folders above paths, of which many may have their folders in common. */
export function nearestAbove(folders: { has(path: string): boolean }): FindAbove {
  const known = new Map<string, string | undefined>();
  const nearest = (folder: string): string | undefined => {
    const seen = known.get(folder);
    if (seen !== undefined || known.has(folder)) return seen;
    const found = folders.has(folder) ? folder : above(folder);
    known.set(folder, found);
    return found;
  };
  const above: FindAbove = (path) =>
    path === '/' ? undefined : nearest(path.slice(0, path.lastIndexOf('/')) || '/');
  return above;
}
