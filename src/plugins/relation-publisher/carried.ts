import type { Finding } from '../../core/problems/problem.ts';
import type { FilesetEntry } from '../../core/spec/draft.ts';

/** What is left of the entries, and what to report of the rest. */
export interface Carried {
  readonly entries: readonly FilesetEntry[];
  readonly findings: readonly Finding[];
}

/**
 * Leaves out the matches that the format can't carry: they are what a disk has, not what the config asks for, so nothing
 * else is held back for them. The unit that has one reports it. A path that the config names stays, and is an error.
 */
export function carriedBy(findings: readonly Finding[], entries: readonly FilesetEntry[]): Carried {
  const written = new Set(entries.flatMap(({ paths, glob }) => (glob === undefined ? paths : [])));
  const here = new Set(entries.flatMap(({ glob }) => [...(glob?.here.values() ?? [])].flat()));
  const elsewhere = new Set(entries.flatMap(({ glob }) => glob?.elsewhere ?? []));

  const leftOut = new Set<string>();
  const reported = findings.flatMap((finding): Finding[] => {
    const { option, value, severity } = finding;
    if (option !== 'fileset' || value === undefined || written.has(value)) return [finding];
    const isHere = here.has(value);
    if (!isHere && !elsewhere.has(value)) return [finding];
    if (severity === 'warning') return isHere ? [finding] : [];
    leftOut.add(value);
    return isHere ? [{ ...finding, isLeftOut: true }] : [];
  });
  return {
    entries: leftOut.size === 0 ? entries : entries.map((entry) => without(entry, leftOut)),
    findings: reported,
  };
}

function without(entry: FilesetEntry, leftOut: ReadonlySet<string>): FilesetEntry {
  const { paths, glob } = entry;
  if (glob === undefined) return entry;
  const rest = (all: readonly string[]) => all.filter((path) => !leftOut.has(path));
  return { ...entry, paths: rest(paths), glob: { ...glob, elsewhere: rest(glob.elsewhere) } };
}
